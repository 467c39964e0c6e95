using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Images.Bills;

/// <summary>The shared frameworks and SDKs of an image, as components of a bill of materials.</summary>
internal static class DotnetRuntimes
{
    /// <summary>Reads what <c>dotnet --list-runtimes</c> prints: lines such as <c>Microsoft.NETCore.App 10.0.1 [/usr/share/dotnet/…]</c>.</summary>
    /// <param name="listing">The text.</param>
    /// <param name="platform">The runtime identifier, such as <c>linux-x64</c>.</param>
    public static IEnumerable<JsonObject> Read(string listing, string platform) =>
        listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Select(words => Component.Create("framework", words[0], words[1], $"pkg:nuget/{words[0]}.Runtime.{platform}@{words[1]}", "MIT"));

    /// <summary>Reads what <c>dotnet --list-sdks</c> prints: lines such as <c>10.0.100 [/usr/share/dotnet/sdk]</c>.</summary>
    /// <param name="listing">The text.</param>
    public static IEnumerable<JsonObject> ReadSdks(string listing) =>
        listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')[0])
            .Select(version => Component.Create("application", "dotnet-sdk", version, $"pkg:generic/dotnet-sdk@{version}", "MIT"));
}
