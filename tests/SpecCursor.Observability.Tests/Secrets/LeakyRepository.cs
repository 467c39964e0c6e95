using System.Text.Json;
using SpecCursor.Backing.Samples;
using SpecCursor.Testing;
using CorpusOfSecrets = SpecCursor.ServiceDefaults.Tests.Redaction.Secrets;

namespace SpecCursor.Observability.Tests.Secrets;

/// <summary>
/// Samples whose files are full of secrets and whose tests print them all. One passes; the other throws them once the upgrade is there, so
/// that a repair is asked for.
/// </summary>
internal static class LeakyRepository
{
    /// <summary>What the tests print besides, to be found where the output is kept.</summary>
    public const string Marker = "printed-beside-the-secrets";

    public static IReadOnlyList<Scenario> Write(string samples)
    {
        Write(Path.Combine(samples, "node", "leaky-passing"), condition: "false");
        Write(Path.Combine(samples, "node", "leaky-failing"), condition: "require('ms/package.json').version === '2.1.3'");
        return [Scenario("node/leaky-passing"), Scenario("node/leaky-failing")];
    }

    private static Scenario Scenario(string sample) =>
        new(sample, "node", "ms", "2.1.3", ExpectedOutcome.Completed, "secrets") { Owner = $"leaks-{Guid.NewGuid():N}" };

    private static void Write(string directory, string condition)
    {
        foreach (var file in Repository.FilesBelow("samples/node/uptime", "*").Where(file => !file.Contains("node_modules", StringComparison.Ordinal)))
        {
            var target = Path.Combine(directory, Path.GetRelativePath("samples/node/uptime", file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }

        File.WriteAllText(Path.Combine(directory, "corpus.json"), JsonSerializer.Serialize(CorpusOfSecrets.Corpus.Select(secret => secret.Text)));
        File.WriteAllText(Path.Combine(directory, ".npmrc.example"), string.Join('\n', CorpusOfSecrets.Corpus.Select(secret => secret.Text)));
        File.WriteAllText(Path.Combine(directory, "test", "leak.test.js"), $$"""
            const { test } = require('node:test');
            const lines = require('../corpus.json');
            require('ms');
            test('says too much', () => {
              for (const line of lines) {
                console.log(line);
                console.error(line);
              }
              console.log('{{Marker}}');
              if ({{condition}}) throw new Error(lines.join('\n') + '\n{{Marker}}');
            });
            """);
    }
}
