using System.Collections;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace SpecCursor.AppHost.Publishing;

/// <summary>Writes YAML that readers of version 1.1 understand as well as those of 1.2.</summary>
internal static partial class Yaml
{
    private static readonly ISerializer Serializer = new SerializerBuilder()
        .WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
        .WithEventEmitter(next => new QuotingEmitter(next))
        .WithIndentedSequences()
        .DisableAliases()
        .Build();

    /// <summary>Writes mappings, lists and scalars, in the order that they have.</summary>
    public static string Write(object document) => Serializer.Serialize(document);

    /// <summary>A mapping without the keys that have nothing to say.</summary>
    public static Dictionary<string, object> Only(IEnumerable<KeyValuePair<string, object?>> mapping) =>
        mapping.Where(entry => entry.Value is not (null or ICollection { Count: 0 })).ToDictionary(entry => entry.Key, entry => entry.Value!);

    // In version 1.1 472:0 is a number, to the base of sixty.
    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(:[0-9]+)+$")]
    private static partial Regex Sexagesimal();

    private sealed class QuotingEmitter(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (eventInfo.Source.Value is string text && Sexagesimal().IsMatch(text))
            {
                eventInfo.Style = ScalarStyle.DoubleQuoted;
            }

            base.Emit(eventInfo, emitter);
        }
    }
}
