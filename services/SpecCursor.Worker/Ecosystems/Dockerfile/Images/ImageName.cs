using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Images;

/// <summary>An image without tag and digest, as Docker completes what people write: <c>node</c> is <c>docker.io/library/node</c>.</summary>
/// <param name="Registry">The registry's host, in lower case, with its port where one is written.</param>
/// <param name="Path">The repository in it.</param>
internal sealed partial record ImageName(string Registry, string Path)
{
    public const string DockerHub = "docker.io";

    private const int MaximumLength = 255;

    /// <summary>As short as it can be written.</summary>
    public string Familiar => Registry != DockerHub ? $"{Registry}/{Path}"
        : Path.StartsWith("library/", StringComparison.Ordinal) ? Path["library/".Length..]
        : Path;

    /// <summary>Reads a name; null when it is none, or has a tag or a digest.</summary>
    public static ImageName? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? string.Empty : text[..slash];
        var hasHost = host == "localhost" || host.AsSpan().IndexOfAny('.', ':') >= 0 || host.AsSpan().IndexOfAnyInRange('A', 'Z') >= 0;
        var registry = !hasHost || host == "index.docker.io" ? DockerHub : host;
        var path = hasHost ? text[(slash + 1)..] : text;
        if (registry == DockerHub && !path.Contains('/', StringComparison.Ordinal))
        {
            path = $"library/{path}";
        }

        return registry.Length + path.Length < MaximumLength && HostPattern().IsMatch(registry) && PathPattern().IsMatch(path) && !IdentifierPattern().IsMatch(text)
            ? new ImageName(registry.ToLowerInvariant(), path)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Registry}/{Path}";

    [GeneratedRegex(
        @"\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9:]+\])(?::[0-9]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PathPattern();

    /// <summary>An image's own id, which docker takes for no name.</summary>
    [GeneratedRegex(@"\A[a-f0-9]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierPattern();
}
