using System.Text.Json;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>Reads a service index: which resource of a NuGet server is where (https://learn.microsoft.com/nuget/api/service-index).</summary>
internal static class ServiceIndexReader
{
    /// <summary>The best first: the first of them has packages of SemVer 2, the others leave them out.</summary>
    private static readonly string[] Registrations =
        ["RegistrationsBaseUrl/3.6.0", "RegistrationsBaseUrl/Versioned", "RegistrationsBaseUrl/3.4.0", "RegistrationsBaseUrl/3.0.0-rc", "RegistrationsBaseUrl"];

    private static readonly string[] Content = ["PackageBaseAddress/3.0.0"];

    /// <exception cref="JsonException">It is none.</exception>
    public static NuGetFeed Read(NuGetSource source, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("There are no 'resources'.");
        }

        var addresses = resources.EnumerateArray()
            .Select(resource => (Type: Text(resource, "@type"), Address: Text(resource, "@id")))
            .Where(resource => resource.Type is not null && resource.Address is not null)
            .ToLookup(resource => resource.Type!, resource => resource.Address!, StringComparer.Ordinal);
        var feed = new NuGetFeed(source, Find(source, addresses, Registrations), Find(source, addresses, Content));
        return feed is { Registrations: null, Content: null } ? throw new JsonException("It names neither descriptions nor packages.") : feed;
    }

    /// <summary>Only on the source's own server, or where the whole world can look.</summary>
    public static Uri? Allowed(NuGetSource source, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.GetLeftPart(UriPartial.Authority) == source.Address!.GetLeftPart(UriPartial.Authority) || NuGetSource.IsPublic(address))
            ? address
            : null;

    private static Uri? Find(NuGetSource source, ILookup<string, string> addresses, string[] types) =>
        types.SelectMany(type => addresses[type]).Select(address => Allowed(source, address.EndsWith('/') ? address : address + "/")).OfType<Uri>().FirstOrDefault();

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
