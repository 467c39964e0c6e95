using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Manifests;
using Tomlyn.Syntax;

namespace SpecCursor.Worker.Ecosystems.Python.Poetry;

/// <summary>Collects what Poetry's own tables of a <c>pyproject.toml</c> say, which may stand in several places for one package.</summary>
internal sealed class PoetryTables
{
    /// <summary>What the sections of all its tables begin with.</summary>
    public const string Sections = "poetry.";

    /// <summary>The section of what the project itself needs.</summary>
    public const string Main = Sections + "main";

    private readonly Dictionary<(string Section, string Name), Entry> _entries = [];

    /// <summary>The indexes that it names, as pip would be told of them.</summary>
    public List<PipOption> Sources { get; } = [];

    /// <summary>Whether the file has such tables.</summary>
    public bool Any => _entries.Count > 0;

    /// <summary>The section of a table of dependencies, and the key below it; null for any other path.</summary>
    public static (string Section, string Name, string Key)? Locate(IReadOnlyList<string> path) => path switch
    {
        ["tool", "poetry", "dependencies", var name, ..] => (Main, name, Rest(path, 4)),
        ["tool", "poetry", "dev-dependencies", var name, ..] => (Sections + "dev", name, Rest(path, 4)),
        ["tool", "poetry", "group", var group, "dependencies", var name, ..] => (Sections + PythonName.Normalize(group), name, Rest(path, 6)),
        _ => null,
    };

    /// <summary>Takes in a value of one of the tables.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="value">The value.</param>
    /// <param name="text">The same when it is a string.</param>
    public void Add((string Section, string Name, string Key) at, ValueSyntax? value, TomlText? text)
    {
        if (!_entries.TryGetValue((at.Section, at.Name), out var entry))
        {
            _entries[(at.Section, at.Name)] = entry = new Entry();
        }

        switch (at.Key)
        {
            case "" or "version" when text is not null:
                entry.Constraint = text;
                break;
            case "markers":
                entry.Marker = text?.Value ?? string.Empty;
                break;
            case "extras" when value is ArraySyntax extras:
                entry.Extras = string.Join(',', extras.Items.Select(item => (item.Value as StringValueSyntax)?.Value));
                break;
        }
    }

    /// <summary>Takes in a source of packages.</summary>
    public void AddSource(IReadOnlyDictionary<string, string> source)
    {
        var isFirst = source.GetValueOrDefault("default") == "true" || source.GetValueOrDefault("priority") is "default" or "primary";
        if (source.GetValueOrDefault("url") is { } url)
        {
            Sources.Add(new PipOption(isFirst ? PipOption.IndexUrl : PipOption.ExtraIndexUrl, url));
        }
    }

    /// <summary>The requirements that came together.</summary>
    public IEnumerable<DeclaredRequirement> Requirements() => _entries.Where(entry => entry.Key.Name != "python").Select(entry =>
    {
        var (at, found) = (entry.Key, entry.Value);
        var constraint = found.Constraint?.Value ?? string.Empty;
        var start = found.Constraint?.PlaceOf(0) ?? 0;
        var requirement = new Requirement
        {
            Text = $"{at.Name} = \"{constraint}\"",
            Name = at.Name,
            Extras = found.Extras,
            Constraint = constraint,
            ConstraintStart = 0,
            Marker = found.Marker,
            IsDirect = found.Constraint is null,
        };
        return new DeclaredRequirement(
            requirement, new ConstraintSite(start, (found.Constraint?.PlaceOf(constraint.Length) ?? 0) - start, constraint, at.Section));
    });

    private static string Rest(IReadOnlyList<string> path, int from) => string.Join('.', path.Skip(from));

    private sealed class Entry
    {
        public TomlText? Constraint { get; set; }

        public string Marker { get; set; } = string.Empty;

        public string Extras { get; set; } = string.Empty;
    }
}
