using System.Xml;
using System.Xml.Linq;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>What of a repository's <c>nuget.config</c> matters: which sources it names, and what can't be done for it yet.</summary>
/// <param name="Sources">The public ones that it adds, and doesn't disable.</param>
/// <param name="Clears">Whether it does away with the machine's own.</param>
/// <param name="HasFolders">Whether it names folders: the repository's own, which a restore finds by itself.</param>
internal sealed record RepositoryNuGetConfig(IReadOnlyList<NuGetSource> Sources, bool Clears, bool HasFolders)
{
    public const string FileName = "nuget.config";
    public const int MaximumBytes = 64 * 1024;

    private const int MaximumSources = 20;

    /// <exception cref="StepFailedException">It is broken, has credentials in it, or names a server that may not be asked.</exception>
    public static RepositoryNuGetConfig Parse(string path, byte[] content)
    {
        var root = Load(path, content);
        if (Section(root, "packageSourceCredentials").Any() || Section(root, "apikeys").Any() || Section(root, "clientCertificates").Any())
        {
            throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"The repository's '{path}' has credentials for a source of packages in it, which are not supported yet.");
        }

        var disabled = Section(root, "disabledPackageSources").Where(entry => IsTrue(Attribute(entry, "value"))).Select(entry => Attribute(entry, "key")).ToHashSet();
        var clears = false;
        var named = new List<string>();
        foreach (var entry in Section(root, "packageSources"))
        {
            if (entry.Name.LocalName == "clear")
            {
                clears = true;
                named.Clear();
            }
            else if (entry.Name.LocalName == "add" && Attribute(entry, "value") is { } value && !disabled.Contains(Attribute(entry, "key")))
            {
                named.Add(value);
            }
        }

        var servers = named.Distinct(StringComparer.Ordinal).Where(IsServer).Take(MaximumSources).Select(value => NuGetSource.OfRepository(value) ?? throw NotPublic(path)).ToList();
        return new RepositoryNuGetConfig(servers, clears, named.Exists(value => !IsServer(value)));
    }

    private static XElement? Load(string path, byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a nuget.config: {exception.Message}");
        }
    }

    private static IEnumerable<XElement> Section(XElement? root, string name) =>
        root?.Elements().Where(element => element.Name.LocalName == name).Elements() ?? [];

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;

    private static bool IsTrue(string? text) => "true".Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Variables (<c>%X%</c>) may stand for anything; here they stand for nothing.</summary>
    private static bool IsServer(string value) => value.Contains("://", StringComparison.Ordinal) || value.Contains('%', StringComparison.Ordinal);

    private static StepFailedException NotPublic(string path) => new(
        FailureCodes.UnsupportedRegistry, $"The repository's '{path}' names a source of packages that is not a public https address, which is not supported.");
}
