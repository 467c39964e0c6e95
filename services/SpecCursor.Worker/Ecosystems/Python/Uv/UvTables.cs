using SpecCursor.Versioning.Python;
using Tomlyn.Syntax;

namespace SpecCursor.Worker.Ecosystems.Python.Uv;

/// <summary>What uv's own tables of a <c>pyproject.toml</c>, or a <c>uv.toml</c>, say about where packages are.</summary>
internal sealed class UvTables
{
    public const string FileName = "uv.toml";

    /// <summary>The section of what only constrains versions: <c>constraint-dependencies</c> and <c>override-dependencies</c>.</summary>
    public const string Constraints = "uv.constraints";

    /// <summary>The path of its tables in a <c>pyproject.toml</c>; a <c>uv.toml</c> has them at its top.</summary>
    public static IReadOnlyList<string> Root { get; } = ["tool", "uv"];

    private static readonly string[] KeysOfSources = ["git", "url", "path", "workspace"];
    private readonly HashSet<string> _direct = new(StringComparer.Ordinal);

    /// <summary>The indexes and folders that it names, as pip would be told of them.</summary>
    public List<PipOption> Options { get; } = [];

    /// <summary>Whether it is the root of a workspace.</summary>
    public bool HasWorkspace { get; private set; }

    /// <summary>The patterns of the folders of its workspace's members, with <c>!</c> those that are left out.</summary>
    public List<string> Members { get; } = [];

    /// <summary>The section of a list of requirements that only uv knows; null for any other path.</summary>
    public static string? SectionOf(IReadOnlyList<string> path) => path switch
    {
        ["tool", "uv", "dev-dependencies"] => Pyproject.Groups + "dev",
        ["tool", "uv", "constraint-dependencies" or "override-dependencies"] => Constraints,
        _ => null,
    };

    /// <summary>Whether it says where to get a package, so that no version can be chosen.</summary>
    public bool IsDirect(string name) => _direct.Contains(PythonName.Normalize(name));

    /// <summary>Takes in a value; one that stands elsewhere is nothing to it.</summary>
    public void Add(IReadOnlyList<string> path, ValueSyntax? value)
    {
        switch (path)
        {
            case ["tool", "uv", "workspace", ..]:
                HasWorkspace = true;
                AddMembers(path, value);
                break;
            case ["tool", "uv", "sources", var name, var key] when KeysOfSources.Contains(key):
                _direct.Add(PythonName.Normalize(name));
                break;
            case ["tool", "uv", "sources", var name] when Tables(value).Any(table => table.Keys.Any(KeysOfSources.Contains)):
                _direct.Add(PythonName.Normalize(name));
                break;
            case ["tool", "uv", "index"]:
                Tables(value).ToList().ForEach(AddIndex);
                break;
            case ["tool", "uv", var key]:
                Options.AddRange(OptionsOf(key, value));
                break;
            case ["tool", "uv", "pip", var key]:
                Options.AddRange(OptionsOf(key, value));
                break;
        }
    }

    /// <summary>What is left out comes last, wherever it stands.</summary>
    private void AddMembers(IReadOnlyList<string> path, ValueSyntax? value)
    {
        if (path is [.., "members"])
        {
            Members.InsertRange(0, Texts(value).Select(pattern => pattern.TrimStart('!')));
        }
        else if (path is [.., "exclude"])
        {
            Members.AddRange(Texts(value).Select(pattern => $"!{pattern}"));
        }
    }

    /// <summary>Takes in an entry of <c>index</c>.</summary>
    public void AddIndex(IReadOnlyDictionary<string, string> index)
    {
        var name = index.GetValueOrDefault("format") == "flat" ? PipOption.FindLinks
            : index.GetValueOrDefault("default") == "true" ? PipOption.IndexUrl
            : PipOption.ExtraIndexUrl;
        Options.Add(new PipOption(name, index.GetValueOrDefault("url", string.Empty)));
    }

    private static IEnumerable<PipOption> OptionsOf(string key, ValueSyntax? value) => key switch
    {
        "index-url" or "extra-index-url" or "find-links" => Texts(value).Select(text => new PipOption($"--{key}", text)),
        "no-index" when value?.ToString().Trim() == "true" => [new PipOption(PipOption.NoIndex, string.Empty)],
        "allow-insecure-host" or "trusted-host" => Texts(value).Select(text => new PipOption(PipOption.TrustedHost, text)),
        _ => [],
    };

    private static IEnumerable<string> Texts(ValueSyntax? value) => value switch
    {
        StringValueSyntax { Value: { } text } => [text],
        ArraySyntax array => array.Items.SelectMany(item => Texts(item.Value)),
        _ => [],
    };

    private static IEnumerable<IReadOnlyDictionary<string, string>> Tables(ValueSyntax? value) => value is ArraySyntax array
        ? array.Items.Select(item => item.Value).OfType<InlineTableSyntax>().Select(table => Pyproject.Values(table.Items.Select(item => item.KeyValue)))
        : [];
}
