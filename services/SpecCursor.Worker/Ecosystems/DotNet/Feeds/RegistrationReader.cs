using System.Globalization;
using System.Text.Json;
using SpecCursor.Versioning.NuGet;
using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>Reads what a NuGet server says of a package (https://learn.microsoft.com/nuget/api/registration-base-url-resource).</summary>
internal static class RegistrationReader
{
    private const int MaximumNotice = 300;

    /// <summary>nuget.org gives unlisted versions this year instead of a field in old entries.</summary>
    private const int UnlistedYear = 1900;

    /// <summary>Reads a registration's index.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IReadOnlyList<RegistrationPage> ReadIndex(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. Items(document.RootElement).Select(page => new RegistrationPage(
                page.ValueKind == JsonValueKind.Object && page.TryGetProperty("items", out _) ? ReadReleases(page) : null, Text(page, "@id"))),
        ];
    }

    /// <summary>Reads a page that the index left out.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IReadOnlyList<Release> ReadPage(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return ReadReleases(document.RootElement);
    }

    /// <summary>Reads the bare list of versions that is beside the packages themselves.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IReadOnlyList<Release> ReadVersions(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Array
            ? [.. versions.EnumerateArray().Where(version => version.ValueKind == JsonValueKind.String).Select(version => Release(version.GetString()!, null, null)).OfType<Release>()]
            : throw new JsonException("There are no 'versions'.");
    }

    private static List<Release> ReadReleases(JsonElement page) =>
    [
        .. Items(page)
            .Select(leaf => leaf.ValueKind == JsonValueKind.Object && leaf.TryGetProperty("catalogEntry", out var entry) && Text(entry, "version") is { } version
                ? Release(version, Withdrawn(entry), Published(entry))
                : null)
            .OfType<Release>(),
    ];

    private static Release? Release(string text, Withdrawal? withdrawal, DateTimeOffset? published) =>
        NuGetPackageVersion.Parse(text) is { } version ? new Release(version, version.Text, withdrawal, published) : null;

    private static Withdrawal? Withdrawn(JsonElement entry)
    {
        if (entry.TryGetProperty("deprecation", out var deprecation) && deprecation.ValueKind == JsonValueKind.Object)
        {
            var message = Text(deprecation, "message") ?? string.Join(", ", Reasons(deprecation));
            return new Withdrawal("deprecated", message.Length == 0 ? null : message[..Math.Min(message.Length, MaximumNotice)]);
        }

        var isUnlisted = (entry.TryGetProperty("listed", out var listed) && listed.ValueKind == JsonValueKind.False) || Time(entry)?.Year == UnlistedYear;
        return isUnlisted ? new Withdrawal("unlisted", null) : null;
    }

    private static IEnumerable<string> Reasons(JsonElement deprecation) => deprecation.TryGetProperty("reasons", out var reasons) && reasons.ValueKind == JsonValueKind.Array
        ? reasons.EnumerateArray().Where(reason => reason.ValueKind == JsonValueKind.String).Select(reason => reason.GetString()!)
        : [];

    private static DateTimeOffset? Published(JsonElement entry) => Time(entry) is { } time && time.Year != UnlistedYear ? time : null;

    private static DateTimeOffset? Time(JsonElement entry) =>
        DateTimeOffset.TryParse(Text(entry, "published"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : throw new JsonException("There are no 'items'.");

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
