using System.Globalization;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Console;

/// <summary>How the console's pages say things.</summary>
internal static class Names
{
    public static string Of<T>(T value)
        where T : struct, Enum => EnumNames.NameOf(value);

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => EnumNames.All<T>();

    public static string Versions(UpgradeResource upgrade) =>
        upgrade is { FromVersion: { } from, ToVersion: { } to } ? $"{from} → {to}" : $"→ {upgrade.TargetVersion}";

    public static string Seconds(double seconds) => seconds switch
    {
        < 0.9995 => $"{Math.Max(0, seconds) * 1000:0} ms",
        < 60 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 3600 => $"{(int)seconds / 60} min {(int)seconds % 60} s",
        _ => $"{(int)seconds / 3600} h {(int)seconds / 60 % 60} min",
    };

    /// <summary>An address that may stand in a link: one of a web page, and of nothing that a browser would run.</summary>
    public static string? SafeLink(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? address : null;
}
