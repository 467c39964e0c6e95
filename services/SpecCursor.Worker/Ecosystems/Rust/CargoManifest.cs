using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>What of a <c>Cargo.toml</c> matters here.</summary>
internal sealed record CargoManifest
{
    public const string FileName = "Cargo.toml";
    public const string WorkspaceSection = "workspace.dependencies";
    public const int MaximumBytes = 1024 * 1024;

    // Cargo takes the names with underscores from before 2018, too.
    private static readonly string[] Sections = ["dependencies", "dev-dependencies", "build-dependencies", "dev_dependencies", "build_dependencies"];
    private static readonly string[] Elsewhere = ["git", "path", "registry", "registry-index"];

    public required string Path { get; init; }

    /// <summary>The file as it is at the base commit.</summary>
    public required byte[] Content { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<CargoDependency> Dependencies { get; init; }

    /// <exception cref="StepFailedException">It is not TOML.</exception>
    public static CargoManifest Parse(string path, byte[] content) => new() { Path = path, Content = content, Dependencies = ReadDependencies(path, content) };

    /// <summary>The dependencies that a manifest declares, in the order of the text.</summary>
    /// <exception cref="StepFailedException">It is not TOML.</exception>
    public static IReadOnlyList<CargoDependency> ReadDependencies(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            var dependencies = new OrderedDictionary<(string Section, string Key), CargoDependency>();
            foreach (var entry in TomlFile.Read(content))
            {
                if (SectionLength(entry.Path) is > 0 and var length)
                {
                    var section = string.Join('.', entry.Path[..length]);
                    var key = entry.Path[length];
                    var known = dependencies.GetValueOrDefault((section, key)) ?? new CargoDependency { Section = section, Key = key };
                    dependencies[(section, key)] = With(known, entry, entry.Path[(length + 1)..]);
                }
            }

            return [.. dependencies.Values];
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as a Cargo.toml: {exception.Message}.");
        }
    }

    private static CargoDependency With(CargoDependency dependency, TomlEntry entry, string[] property) => property switch
    {
        [] or ["version"] when entry.Text is { } text =>
            dependency with { Constraint = new ConstraintSite(entry.Start, entry.Length, text, dependency.Section) },
        ["package"] => dependency with { Rename = entry.Text },
        ["workspace"] => dependency with { IsInherited = entry.IsTrue },
        [var name] when Elsewhere.Contains(name) => dependency with { Elsewhere = dependency.Elsewhere ?? name },
        _ => dependency,
    };

    /// <summary>How many keys of a path name a section of dependencies; 0 where the path leads to none.</summary>
    private static int SectionLength(string[] path) => path switch
    {
        ["workspace", "dependencies", _, ..] => 2,
        ["target", _, var section, _, ..] when Sections.Contains(section) => 3,
        [var section, _, ..] when Sections.Contains(section) => 1,
        _ => 0,
    };
}
