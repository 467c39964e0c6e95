using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.DotNet.Assets;

/// <summary>Two names for a framework: projects have short ones (<c>net472</c>), restores long ones for the older of them (<c>.NETFramework,Version=v4.7.2</c>).</summary>
internal static partial class TargetFramework
{
    /// <summary>Whether what was resolved under a name, a runtime behind a slash left aside, is for a project's framework.</summary>
    public static bool IsFor(string resolved, string framework)
    {
        var name = resolved.Split('/')[0];
        return name.Equals(framework, StringComparison.OrdinalIgnoreCase)
            || name.Equals(LongName(framework), StringComparison.OrdinalIgnoreCase)

            // The version of the platform may be left out: net8.0-windows is net8.0-windows7.0.
            || (framework.Contains('-', StringComparison.Ordinal) && name.StartsWith(framework, StringComparison.OrdinalIgnoreCase));
    }

    private static string? LongName(string framework) => ShortPattern().Match(framework) is not { Success: true } match ? null
        : match.Groups[1].Value.ToLowerInvariant() switch
        {
            "netstandard" => $".NETStandard,Version=v{match.Groups[2].Value}",
            "netcoreapp" => $".NETCoreApp,Version=v{match.Groups[2].Value}",
            _ when match.Groups[2].Value.Contains('.', StringComparison.Ordinal) => $".NETCoreApp,Version=v{match.Groups[2].Value}",
            _ => $".NETFramework,Version=v{string.Join('.', match.Groups[2].Value.ToCharArray())}",
        };

    [GeneratedRegex(@"\A(netstandard|netcoreapp|net)([0-9]+(?:\.[0-9]+)?)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ShortPattern();
}
