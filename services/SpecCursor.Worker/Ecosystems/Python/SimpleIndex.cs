using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Asks an index about a package: in JSON (PEP 691, PEP 700), or in HTML (PEP 503) where it has no other.</summary>
internal sealed partial class SimpleIndex(RegistryClient client)
{
    public const string ClientName = "pypi";

    private const int MaximumReason = 300;
    private static readonly string[] Accepted =
        ["application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.v1+html; q=0.2", "text/html; q=0.1"];

    /// <param name="index">Its address.</param>
    /// <param name="isOfRepository">Whether a repository chose it.</param>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StepFailedException">The index doesn't have it, or wants credentials.</exception>
    /// <exception cref="TransientStepException">The index doesn't answer, or not sensibly.</exception>
    public Task<PackageFiles> GetAsync(Uri index, bool isOfRepository, string package, CancellationToken cancellationToken)
    {
        var name = PythonName.Normalize(package);
        return client.GetAsync(
            new RegistryQuestion { Client = ClientName, Address = new Uri(WithSlash(index), name + "/"), IsOfRepository = isOfRepository, Package = package, Accept = Accepted },
            answer => Read(answer, name),
            cancellationToken);
    }

    /// <exception cref="FormatException">It is no answer of an index.</exception>
    /// <exception cref="JsonException">It is none.</exception>
    public static PackageFiles Read(byte[] answer, string package)
    {
        var text = Encoding.UTF8.GetString(answer).TrimStart();
        if (text.StartsWith('<'))
        {
            return new PackageFiles(ReadLinks(text, package));
        }

        using var document = JsonDocument.Parse(answer);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("files", out var files) && files.ValueKind == JsonValueKind.Array
            ? new PackageFiles([.. files.EnumerateArray().Select(file => ReadFile(file, package)).OfType<DistributionFile>()])
            : throw new FormatException("There are no 'files'.");
    }

    private static DistributionFile? ReadFile(JsonElement file, string package)
    {
        if (file.ValueKind != JsonValueKind.Object || DistributionFile.VersionIn(Text(file, "filename") ?? string.Empty, package) is not { } version)
        {
            return null;
        }

        var sha256 = file.TryGetProperty("hashes", out var hashes) && hashes.ValueKind == JsonValueKind.Object ? Text(hashes, "sha256") : null;
        return new DistributionFile(
            version, Hexadecimal(sha256), YankedIn(file), Text(file, "requires-python"), DistributionFile.Time(Text(file, "upload-time")));
    }

    private static Withdrawal? YankedIn(JsonElement file) => !file.TryGetProperty("yanked", out var yanked) ? null : yanked.ValueKind switch
    {
        JsonValueKind.True => new Withdrawal("yanked", Reason: null),
        JsonValueKind.String when yanked.GetString() is { Length: > 0 } reason => Yanked(reason),
        _ => null,
    };

    private static List<DistributionFile> ReadLinks(string html, string package)
    {
        try
        {
            var files = new List<DistributionFile>();
            foreach (Match link in Link().Matches(html))
            {
                if (DistributionFile.VersionIn(WebUtility.HtmlDecode(link.Groups["name"].Value).Trim(), package) is { } version)
                {
                    var attributes = Attribute().Matches(link.Groups["attributes"].Value)
                        .GroupBy(attribute => attribute.Groups["key"].Value.ToLowerInvariant())
                        .ToDictionary(group => group.Key, group => WebUtility.HtmlDecode(group.First().Groups["value"].Value));
                    var fragment = Sha256().Match(attributes.GetValueOrDefault("href", string.Empty));
                    files.Add(new DistributionFile(
                        version,
                        fragment.Success ? Hexadecimal(fragment.Groups["hash"].Value) : null,
                        attributes.TryGetValue("data-yanked", out var reason) ? Yanked(reason) : null,
                        attributes.GetValueOrDefault("data-requires-python")));
                }
            }

            return files;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new FormatException("It is no list of links.");
        }
    }

    private static Withdrawal Yanked(string reason) =>
        new("yanked", string.IsNullOrWhiteSpace(reason) ? null : reason.Length > MaximumReason ? reason[..MaximumReason] : reason);

    /// <summary>It is written into a manifest, so it must be nothing else.</summary>
    private static string? Hexadecimal(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Uri WithSlash(Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");

    [GeneratedRegex(@"<a\s(?<attributes>[^>]*)>(?<name>[^<]*)</a>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<key>[a-z-]+)(?:\s*=\s*(?:""(?<value>[^""]*)""|'(?<value>[^']*)'))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"#sha256=(?<hash>[0-9a-f]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}
