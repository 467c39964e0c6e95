using System.Text;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Python.Poetry;
using SpecCursor.Worker.Ecosystems.Python.Uv;
using SpecCursor.Worker.Upgrades;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>What of a <c>pyproject.toml</c> matters here: the lists of requirements (PEP 621, PEP 735), and Poetry's and uv's own tables.</summary>
internal sealed class Pyproject
{
    public const string FileName = "pyproject.toml";

    /// <summary>The section of <c>project.dependencies</c>.</summary>
    public const string Dependencies = "dependencies";

    /// <summary>What the sections of <c>project.optional-dependencies</c> begin with.</summary>
    public const string Optional = "optional-dependencies.";

    /// <summary>What the sections of <c>dependency-groups</c> begin with.</summary>
    public const string Groups = "dependency-groups.";

    /// <summary>Deeper keys matter to nobody here, and make nothing longer.</summary>
    private const int MaximumDepth = 8;

    private readonly string _text;
    private readonly int _offset;
    private readonly List<DeclaredRequirement> _requirements = [];
    private readonly HashSet<string> _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _includes = new(StringComparer.Ordinal);

    private Pyproject(string text, int offset) => (_text, _offset) = (text, offset);

    /// <summary>The project's name, as an index would know it; null where it has none.</summary>
    public string? Name { get; private set; }

    /// <summary>The requirements, in the order of the text.</summary>
    public IReadOnlyList<DeclaredRequirement> Requirements => _requirements;

    /// <summary>The sections of all lists, empty ones included.</summary>
    public IReadOnlySet<string> Sections => _sections;

    /// <summary>What Poetry's own tables say.</summary>
    public PoetryTables Poetry { get; } = new();

    /// <summary>What uv's own tables say.</summary>
    public UvTables Uv { get; } = new();

    /// <exception cref="StepFailedException">It is no TOML.</exception>
    public static Pyproject Parse(string path, ReadOnlyMemory<byte> content)
    {
        // A character a byte, so that places are those of the file. What is not ASCII stands in comments and in texts that nobody reads here.
        var offset = content.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var text = Encoding.Latin1.GetString(content.Span[offset..]);
        var project = new Pyproject(text, offset);
        try
        {
            var document = SyntaxParser.Parse(text, path);
            if (document.HasErrors)
            {
                throw Invalid(path, document.Diagnostics[0].Message);
            }

            var root = Path.GetFileName(path) == UvTables.FileName ? UvTables.Root : [];
            project.Visit(root, document.KeyValues);
            foreach (var table in document.Tables)
            {
                var header = table.Name is { } name ? Below(root, name) : [];
                if (table is TableSyntax)
                {
                    project.Visit(header, table.Items);
                }
                else if (header is ["tool", "poetry", "source"])
                {
                    project.Poetry.AddSource(Values(table.Items));
                }
                else if (header is ["tool", "uv", "index"])
                {
                    project.Uv.AddIndex(Values(table.Items));
                }
                else if (header is ["tool", "uv", "sources", var source])
                {
                    Values(table.Items).Keys.ToList().ForEach(key => project.Uv.Add([.. UvTables.Root, "sources", source, key], value: null));
                }
            }
        }
        catch (Tomlyn.TomlException exception)
        {
            throw Invalid(path, exception.Message);
        }

        project.MarkDirect();
        project.IncludeOwnExtras();
        project.AddPoetryRequirements();
        project._requirements.Sort((left, right) => left.Site.Start.CompareTo(right.Site.Start));
        return project;
    }

    /// <summary>A group and all that it includes, by their sections.</summary>
    public IReadOnlySet<string> WithIncluded(string section)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([section]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next) && _includes.TryGetValue(next, out var included))
            {
                included.ForEach(open.Push);
            }
        }

        return seen;
    }

    private void Visit(IReadOnlyList<string> path, SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            if (item.Key is { } key)
            {
                Visit(Below(path, key), item.Value);
            }
        }
    }

    private void Visit(IReadOnlyList<string> path, ValueSyntax? value)
    {
        Uv.Add(path, value);
        if (value is InlineTableSyntax table)
        {
            foreach (var item in table.Items)
            {
                if (item.KeyValue is { Key: { } key } pair)
                {
                    Visit(Below(path, key), pair.Value);
                }
            }
        }
        else if (PoetryTables.Locate(path) is { } at)
        {
            Poetry.Add(at, value, value is StringValueSyntax text ? Read(text) : null);
        }
        else if (path is ["project", "name"] && value is StringValueSyntax { Value: { } name })
        {
            Name = PythonName.Normalize(name);
        }
        else if (value is ArraySyntax array && SectionOf(path) is { } section)
        {
            Read(section, array);
        }
    }

    private static string? SectionOf(IReadOnlyList<string> path) => path switch
    {
        ["project", "dependencies"] => Dependencies,
        ["project", "optional-dependencies", var extra] => Optional + PythonName.Normalize(extra),
        ["dependency-groups", var group] => Groups + PythonName.Normalize(group),
        _ => UvTables.SectionOf(path),
    };

    private void Read(string section, ArraySyntax array)
    {
        _sections.Add(section);
        foreach (var item in array.Items)
        {
            if (item.Value is StringValueSyntax text)
            {
                Add(section, text);
            }
            else if (item.Value is InlineTableSyntax table)
            {
                AddIncludes(section, table);
            }
        }
    }

    private void Add(string section, StringValueSyntax value)
    {
        if (Read(value) is not { } text || Requirement.Parse(text.Value) is not { } requirement)
        {
            return;
        }

        var from = text.PlaceOf(requirement.ConstraintStart);
        var to = text.PlaceOf(requirement.ConstraintStart + requirement.Constraint.Length);
        _requirements.Add(new DeclaredRequirement(requirement, new ConstraintSite(from, to - from, requirement.Constraint, section)));
    }

    /// <summary>Null for a string of several lines, which has no requirement.</summary>
    private TomlText? Read(StringValueSyntax value)
    {
        var start = value.Token?.Span.Offset ?? -1;
        return start >= 0 && value.Token?.Text is { } token && _text.AsSpan(start).StartsWith(token) ? TomlText.Read(token, _offset + start) : null;
    }

    private void AddPoetryRequirements()
    {
        foreach (var declared in Poetry.Requirements())
        {
            _requirements.Add(declared);
            _sections.Add(declared.Site.Section);
        }
    }

    /// <summary>The keys of a table with their values as text.</summary>
    public static IReadOnlyDictionary<string, string> Values(IEnumerable<KeyValueSyntax?> items)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item?.Key is { } key && item.Value is { } value)
            {
                values[string.Join('.', Below([], key))] = (value as StringValueSyntax)?.Value ?? value.ToString().Trim();
            }
        }

        return values;
    }

    private void AddIncludes(string section, InlineTableSyntax table)
    {
        foreach (var item in table.Items)
        {
            if (item.KeyValue is { Key: { } key, Value: StringValueSyntax { Value: { } group } } && Below([], key) is ["include-group"])
            {
                Include(section, Groups + PythonName.Normalize(group));
            }
        }
    }

    /// <summary>uv has addresses apart from the requirements that they are for.</summary>
    private void MarkDirect()
    {
        for (var i = 0; i < _requirements.Count; i++)
        {
            if (Uv.IsDirect(_requirements[i].Name))
            {
                _requirements[i] = _requirements[i] with { Requirement = _requirements[i].Requirement with { IsDirect = true } };
            }
        }
    }

    /// <summary>A project that requires itself with extras means what these list.</summary>
    private void IncludeOwnExtras()
    {
        foreach (var own in _requirements.Where(declared => declared.Name == Name))
        {
            foreach (var extra in own.Requirement.Extras.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Include(own.Site.Section, Optional + PythonName.Normalize(extra));
            }
        }

        _requirements.RemoveAll(declared => declared.Name == Name);
    }

    private void Include(string section, string included)
    {
        if (!_includes.TryGetValue(section, out var all))
        {
            _includes[section] = all = [];
        }

        all.Add(included);
    }

    private static List<string> Below(IReadOnlyList<string> path, KeySyntax key)
    {
        List<string> below = [.. path];
        for (var i = -1; i < key.DotKeys.ChildrenCount && below.Count < MaximumDepth; i++)
        {
            below.Add(Text(i < 0 ? key.Key : key.DotKeys.GetChild(i)?.Key));
        }

        return below;
    }

    private static string Text(BareKeyOrStringValueSyntax? key) => key switch
    {
        BareKeySyntax { Key.Text: { } text } => text,
        StringValueSyntax { Value: { } text } => text,
        _ => string.Empty,
    };

    private static StepFailedException Invalid(string path, string why) =>
        new(FailureCodes.InvalidManifest, $"'{path}' can't be read as TOML: {why.TrimEnd('.')}.");
}
