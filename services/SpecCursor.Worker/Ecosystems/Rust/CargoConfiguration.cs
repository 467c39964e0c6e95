using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>
/// A repository's own configuration of cargo. While there is a network, cargo doesn't read it: it could name programs to run and servers to ask. So what
/// it says of where packages come from would be missed, and is refused.
/// </summary>
internal static class CargoConfiguration
{
    private const int MaximumBytes = 64 * 1024;
    private static readonly string[] FileNames = [".cargo/config.toml", ".cargo/config"];

    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["source"] = "takes crates from other places than their registry ('[source]')",
        ["patch"] = "puts other packages in the place of crates ('[patch]')",
        ["include"] = "takes configuration from other files ('include')",
        ["paths"] = "puts other packages in the place of crates ('paths')",
    };

    /// <summary>Where cargo looks for configuration of a project: in its folder and all above.</summary>
    public static IEnumerable<string> Paths(string folder)
    {
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, parts.Length + 1)
            .Select(count => string.Concat(parts.Take(count).Select(part => part + "/")))
            .SelectMany(above => FileNames.Select(name => above + name));
    }

    /// <exception cref="StepFailedException">It is not TOML, or has something to say of where packages come from.</exception>
    public static async Task CheckAsync(UpgradeRun run, string folder, CancellationToken cancellationToken)
    {
        foreach (var path in Paths(folder).Where(path => run.Files.Any(file => file.Path == path && file.IsRegular)))
        {
            if (await run.Workspace.Tree.ReadAsync(path, MaximumBytes, cancellationToken) is { } content)
            {
                Check(path, content);
            }
        }
    }

    private static void Check(string path, byte[] content)
    {
        try
        {
            if (TomlFile.Read(content).FirstOrDefault(entry => Refused.ContainsKey(entry.Path[0])) is { } refused)
            {
                throw new StepFailedException(FailureCodes.UnsupportedRegistry, $"'{path}' {Refused[refused.Path[0]]}, which is not supported yet.");
            }
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as TOML: {exception.Message}.");
        }
    }
}
