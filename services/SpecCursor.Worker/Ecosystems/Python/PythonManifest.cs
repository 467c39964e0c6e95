using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Python.Poetry;
using SpecCursor.Worker.Ecosystems.Python.Uv;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A requirements file, a constraints file or a <c>pyproject.toml</c>.</summary>
internal sealed record PythonManifest
{
    public const int MaximumBytes = 1024 * 1024;

    private static readonly RequirementsFormat RequirementsFormat = new();
    private static readonly PyprojectFormat PyprojectFormat = new();

    public required string Path { get; init; }

    public required byte[] Content { get; init; }

    public required IReadOnlyList<DeclaredRequirement> Requirements { get; init; }

    /// <summary>pip's options in it.</summary>
    public IReadOnlyList<PipOption> Options { get; init; } = [];

    /// <summary>The project's description; null for a requirements file.</summary>
    public Pyproject? Pyproject { get; init; }

    /// <summary>Whether it only constrains versions of what others require (<c>-c</c>).</summary>
    public bool IsConstraints { get; init; }

    /// <summary>The tool that wrote it; null for a person.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>What uv compiled it of; null where it didn't, or where nobody wants to know.</summary>
    public UvCompiled? Compiled { get; init; }

    public IManifestFormat Format => Pyproject is null ? RequirementsFormat : PyprojectFormat;

    /// <exception cref="StepFailedException">It can't be read.</exception>
    public static PythonManifest Parse(string path, byte[] content, bool isConstraints = false)
    {
        if (System.IO.Path.GetFileName(path) == Pyproject.FileName)
        {
            var project = Pyproject.Parse(path, content);
            return new PythonManifest { Path = path, Content = content, Requirements = project.Requirements, Options = project.Poetry.Sources, Pyproject = project };
        }

        var file = RequirementsFile.Parse(path, content);
        return new PythonManifest
        {
            Path = path,
            Content = content,
            Requirements = file.Requirements,
            Options = file.Options,
            IsConstraints = isConstraints,
            WrittenBy = file.WrittenBy,
        };
    }

    /// <summary>The same file with other bytes.</summary>
    public PythonManifest With(byte[] content) => Parse(Path, content, IsConstraints);

    /// <summary>What kind of promise a requirement in it is.</summary>
    public DependencyKind KindOf(DeclaredRequirement declared)
    {
        if (IsConstraints || declared.Site.Section == UvTables.Constraints)
        {
            return DependencyKind.OptionalPeer;
        }

        if (Pyproject is null)
        {
            return PythonNames.IsForDevelopment(System.IO.Path.GetFileName(Path)) ? DependencyKind.Development : DependencyKind.Dependency;
        }

        return declared.Site.Section is Pyproject.Dependencies or PoetryTables.Main ? DependencyKind.Dependency
            : declared.Site.Section.StartsWith(Pyproject.Optional, StringComparison.Ordinal) ? DependencyKind.Optional
            : DependencyKind.Development;
    }
}
