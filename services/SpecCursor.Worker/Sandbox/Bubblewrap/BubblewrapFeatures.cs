using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>What the installed bubblewrap can do: releases in use differ (Ubuntu 22.04 has 0.6, Debian 12 has 0.8).</summary>
internal sealed partial record BubblewrapFeatures
{
    /// <summary>No user namespaces inside, so that less of the kernel is within reach (0.8).</summary>
    public required bool CanDisableUserNamespaces { get; init; }

    /// <summary>Temporary file systems of a limited size (0.8).</summary>
    public required bool CanLimitTemporarySize { get; init; }

    /// <summary>Reads the text of <c>bwrap --help</c>.</summary>
    public static BubblewrapFeatures Parse(string help)
    {
        var options = OptionPattern().Matches(help).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return new BubblewrapFeatures
        {
            CanDisableUserNamespaces = options.Contains("--disable-userns"),
            CanLimitTemporarySize = options.Contains("--size"),
        };
    }

    [GeneratedRegex("--[a-z-]+", RegexOptions.CultureInvariant)]
    private static partial Regex OptionPattern();
}
