using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace SpecCursor.Controller.Upgrades;

/// <summary>The names that an enum's members have on the wire, in the database and in metric labels.</summary>
internal static class EnumNames
{
    public static string NameOf<T>(T value)
        where T : struct, Enum => Table<T>.Names[value];

    public static T ValueOf<T>(string name)
        where T : struct, Enum =>
        TryGet<T>(name, out var value) ? value : throw new InvalidDataException($"'{name}' is no {typeof(T).Name}.");

    public static bool TryGet<T>(string name, out T value)
        where T : struct, Enum => Table<T>.Values.TryGetValue(name, out value);

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(NameOf)];

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, Read);

        public static readonly FrozenDictionary<string, T> Values =
            Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string Read(T value) =>
            typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString();
    }
}
