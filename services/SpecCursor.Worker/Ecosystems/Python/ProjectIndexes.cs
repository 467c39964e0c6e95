using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>The indexes that a project's requirements files name.</summary>
/// <param name="Index">In the place of the worker's; null for none.</param>
/// <param name="Further">Besides that one.</param>
/// <param name="Pages">Pages with links to packages.</param>
internal sealed record ProjectIndexes(Uri? Index, IReadOnlyList<Uri> Further, IReadOnlyList<Uri> Pages)
{
    /// <summary>All that pip may ask for the project's sake.</summary>
    public IEnumerable<Uri> All => Further.Concat(Pages).Concat(Index is null ? [] : [Index]);

    /// <summary>The same for pip, as lines of a requirements file.</summary>
    public IEnumerable<string> Lines =>
        (Index is null ? [] : new[] { $"{PipOption.IndexUrl}={Index}" })
            .Concat(Further.Select(address => $"{PipOption.ExtraIndexUrl}={address}"))
            .Concat(Pages.Select(address => $"{PipOption.FindLinks}={address}"))
            .Concat(Local);

    /// <summary>Options that name no server, where pip doesn't read them itself, as lines of a requirements file.</summary>
    public IReadOnlyList<string> Local { get; private init; } = [];

    /// <param name="project">The project.</param>
    /// <param name="own">The worker's index, which the operator vouches for.</param>
    /// <exception cref="StepFailedException">One has credentials, isn't reached over https by a public name, or is not to be checked.</exception>
    public static ProjectIndexes Of(PythonProject project, Uri own)
    {
        var options = project.Manifests.SelectMany(manifest => manifest.Options.Select(option => (manifest.Path, Option: option))).Concat(project.FurtherOptions).ToList();
        if (options.FirstOrDefault(entry => entry.Option.Name == PipOption.TrustedHost).Path is { } trusting)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedRegistry, $"'{trusting}' trusts a server without checking its certificate (--trusted-host), which is not supported.");
        }

        List<Uri> Named(string option) =>
            [.. options.Where(entry => entry.Option.Name == option && IsAddress(entry.Option)).Select(entry => AddressOf(entry.Path, entry.Option.Value, own))];
        var index = Named(PipOption.IndexUrl).LastOrDefault();
        return new ProjectIndexes(index == own ? null : index, Named(PipOption.ExtraIndexUrl), Named(PipOption.FindLinks)) { Local = [.. LocalOf(project.FurtherOptions)] };
    }

    private static bool IsPublic(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.HostNameType == UriHostNameType.Dns && address.Host.Contains('.', StringComparison.Ordinal) && address.IsDefaultPort;

    private static IEnumerable<string> LocalOf(IEnumerable<(string Path, PipOption Option)> options) => options.Select(entry => entry.Option).SelectMany(option =>
        option.Name == PipOption.NoIndex ? [option.Name]
        : option.Name == PipOption.FindLinks && !IsAddress(option) ? [$"{option.Name}={option.Value.ReplaceLineEndings(string.Empty)}"]
        : Array.Empty<string>());

    /// <summary>Links may also be found in a folder of the repository.</summary>
    private static bool IsAddress(PipOption option) => option.Name != PipOption.FindLinks || option.Value.Contains("://", StringComparison.Ordinal);

    /// <summary>The worker asks it from outside the sandbox, so it must not lead to what only the worker can reach.</summary>
    private static Uri AddressOf(string path, string address, Uri own)
    {
        // ${TOKEN} is how pip takes credentials from the environment.
        if (address.Contains("${", StringComparison.Ordinal) || (Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.UserInfo.Length > 0))
        {
            throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"'{path}' names an index with credentials, which are not supported yet.");
        }

        return Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out var uri) && (uri == own || IsPublic(uri))
            ? uri
            : throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"'{path}' names an index that is not a public https address, which is not supported.");
    }
}
