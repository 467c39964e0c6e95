using System.Globalization;
using System.Xml.Linq;

namespace SpecCursor.Cli.Images;

/// <summary>The sources that images are built from.</summary>
/// <param name="Version">SpecCursor's version.</param>
/// <param name="Revision">The commit, with <c>-dirty</c> where files differ from it; <c>unknown</c> outside of a git repository.</param>
/// <param name="Date">When it was committed.</param>
/// <param name="Url">Where the sources are; <c>unknown</c> without a remote on the web.</param>
internal sealed record SourceState(string Version, string Revision, DateTimeOffset Date, string Url)
{
    private const string Unknown = "unknown";

    /// <summary>Reads it from a tree.</summary>
    public static async Task<SourceState> ReadAsync(string root, Tool tool, CancellationToken cancellationToken)
    {
        var version = XDocument.Load(Path.Combine(root, "Directory.Build.props")).Descendants("Version").Single().Value;
        try
        {
            var revision = await GitAsync("rev-parse", "HEAD");
            var date = await GitAsync("show", "--no-patch", "--format=%cI", "HEAD");
            var changes = await GitAsync("status", "--porcelain");
            var remotes = await GitAsync("remote", "--verbose");
            return new SourceState(version, changes.Length > 0 ? $"{revision}-dirty" : revision, DateTimeOffset.Parse(date, CultureInfo.InvariantCulture), WebAddress(remotes));
        }
        catch (ImageException)
        {
            return new SourceState(version, Unknown, DateTimeOffset.UnixEpoch, Unknown);
        }

        Task<string> GitAsync(params string[] arguments) => tool.RunAsync("git", ["--no-optional-locks", .. arguments], cancellationToken);
    }

    /// <summary>The first remote on the web, without the credentials that it may hold.</summary>
    internal static string WebAddress(string remotes) =>
        remotes.Split(['\t', ' ', '\n'])
            .Select(word => Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null)
            .FirstOrDefault(address => address is not null)?
            .GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) ?? Unknown;
}
