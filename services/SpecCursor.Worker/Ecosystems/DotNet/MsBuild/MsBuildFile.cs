using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet.MsBuild;

/// <summary>
/// What of a project, props or targets file matters here, and where it stands. .NET's own XML reader says what is an element, a comment or an
/// escape; the text is only asked for where a value begins and ends.
/// </summary>
internal sealed partial class MsBuildFile
{
    /// <summary>The section of the versions of SDKs.</summary>
    public const string SdkSection = $"{MsBuildItem.Sdk} {Version}";

    private const string Version = "Version";

    private readonly string _path;
    private readonly string _text;
    private readonly int _mark;
    private readonly List<MsBuildItem> _items = [];
    private readonly List<MsBuildProperty> _properties = [];
    private readonly Dictionary<string, int> _uses = new(StringComparer.OrdinalIgnoreCase);

    private MsBuildFile(string path, string text, int mark)
    {
        _path = path;
        _text = text;
        _mark = mark;
    }

    /// <exception cref="StepFailedException">It is not XML in UTF-8.</exception>
    public static MsBuildFile Parse(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            var mark = content.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var file = new MsBuildFile(path, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content.Span[mark..]), mark);
            file.Read();
            return file;
        }
        catch (DecoderFallbackException)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' is not text in UTF-8, the only encoding that is edited.");
        }
        catch (XmlException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read as an MSBuild file: {exception.Message}");
        }
    }

    /// <summary>Where the versions of a package stand.</summary>
    /// <exception cref="StepFailedException">One is written such that it can't be edited by itself.</exception>
    public IReadOnlyList<ConstraintSite> SitesOf(string package)
    {
        var sites = new List<ConstraintSite>();
        foreach (var item in _items.Where(item => item.IsAbout(package) && item.Versions.Count > 0))
        {
            if (item.Packages.Count > 1)
            {
                throw Unsupported(package, $"one {item.Kind} stands for several packages ('{string.Join(';', item.Packages)}')");
            }

            sites.AddRange(item.Versions.Select(version => version.Value is { } value
                ? SiteOf(value, $"{item.Kind} {version.Name}")
                : throw Unsupported(package, $"the {version.Name} of its {item.Kind} is not plain text")));
        }

        return [.. sites.OrderBy(site => site.Start)];
    }

    /// <summary>Whether it names the package at all, with a version or without.</summary>
    public bool Mentions(string package) => _items.Exists(item => item.IsAbout(package));

    /// <summary>The definitions of a property.</summary>
    public IEnumerable<MsBuildProperty> Definitions(string property) =>
        _properties.Where(definition => definition.Name.Equals(property, StringComparison.OrdinalIgnoreCase));

    /// <summary>How often a property is used, definitions' own conditions left out.</summary>
    public int Uses(string property) => _uses.GetValueOrDefault(property) - Definitions(property).Sum(definition => definition.UsesOfItself);

    public ConstraintSite SiteOf(MsBuildValue value, string section)
    {
        var start = _mark + Encoding.UTF8.GetByteCount(_text.AsSpan(0, value.Start));
        return new ConstraintSite(start, Encoding.UTF8.GetByteCount(_text.AsSpan(value.Start, value.Length)), value.Text, section);
    }

    private StepFailedException Unsupported(string package, string why) =>
        new(FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' in '{_path}' can't be upgraded: {why}.");

    private void Read()
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(_text), settings);
        var positions = new XmlPositions(_text);
        var parents = new List<string>();
        MsBuildItem? item = null;
        var itemDepth = 0;
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                CountUses(reader.Value);
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            var name = reader.LocalName;
            var depth = reader.Depth;
            parents.RemoveRange(depth, parents.Count - depth);
            parents.Add(name);
            item = depth > itemDepth ? item : null;
            var attributes = ReadAttributes(reader, positions);
            AddSdks(name, depth, attributes);
            if (MsBuildItem.Kinds.Contains(name))
            {
                itemDepth = depth;
                item = ItemOf(name, attributes);
            }
            else if (item is not null && depth == itemDepth + 1 && MsBuildItem.Metadata.Contains(name))
            {
                item.Versions.Add((name, ReadText(reader, positions)));
            }
            else if (depth > 0 && parents[depth - 1] == "PropertyGroup")
            {
                var own = attributes.GetValueOrDefault("Condition")?.Text is { } condition ? UsesIn(condition).Count(use => IsName(use, name)) : 0;
                _properties.Add(new MsBuildProperty(name, ReadText(reader, positions), own));
            }
        }
    }

    /// <summary>A project has a list of them in an attribute, an import has one, and there is an element for each more.</summary>
    private void AddSdks(string element, int depth, Dictionary<string, MsBuildValue> attributes)
    {
        if (depth == 1 && element == MsBuildItem.Sdk && attributes.GetValueOrDefault("Name") is { } name)
        {
            AddSdk(name.Text, attributes.GetValueOrDefault(Version));
        }
        else if ((depth == 0 || element == "Import") && attributes.GetValueOrDefault(MsBuildItem.Sdk) is { } sdks)
        {
            var separate = depth > 0 ? attributes.GetValueOrDefault(Version) : null;
            for (var start = 0; start < sdks.Text.Length;)
            {
                var length = sdks.Text.AsSpan(start).IndexOf(';') is var found and >= 0 ? found : sdks.Text.Length - start;
                AddSdk(sdks, start, length, separate);
                start += length + 1;
            }
        }
    }

    /// <summary>Adds a part of a list: a name, mostly with a version behind it.</summary>
    private void AddSdk(MsBuildValue sdks, int start, int length, MsBuildValue? separate)
    {
        var text = sdks.Text.Substring(start, length);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            AddSdk(text.Trim(), separate);
            return;
        }

        // With escapes in it, places in the text are not those in the file.
        var version = text[(slash + 1)..];
        var isPlain = sdks.Text.Length == sdks.Length;
        var leading = version.Length - version.TrimStart().Length;
        AddSdk(text[..slash].Trim(), isPlain ? new MsBuildValue(sdks.Start + start + slash + 1 + leading, version.Trim().Length, version.Trim()) : null, hasVersion: true);
    }

    private void AddSdk(string name, MsBuildValue? version, bool hasVersion = false)
    {
        var item = new MsBuildItem(MsBuildItem.Sdk, [name]);
        if (hasVersion || version is not null)
        {
            item.Versions.Add((Version, version));
        }

        _items.Add(item);
    }

    private MsBuildItem ItemOf(string kind, Dictionary<string, MsBuildValue> attributes)
    {
        var packages = attributes.GetValueOrDefault("Include") ?? attributes.GetValueOrDefault("Update");
        var item = new MsBuildItem(kind, packages is null ? [] : packages.Text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        item.Versions.AddRange(attributes.Where(attribute => MsBuildItem.Metadata.Contains(attribute.Key)).Select(attribute => (attribute.Key, (MsBuildValue?)attribute.Value)));
        _items.Add(item);
        return item;
    }

    private Dictionary<string, MsBuildValue> ReadAttributes(XmlReader reader, XmlPositions positions)
    {
        var attributes = new Dictionary<string, MsBuildValue>(StringComparer.Ordinal);
        var lines = (IXmlLineInfo)reader;
        while (reader.MoveToNextAttribute())
        {
            CountUses(reader.Value);

            // The reader says where the name stands; between it and the value there are an equals sign and spaces only.
            var name = positions.Of(lines.LineNumber, lines.LinePosition);
            var open = _text.IndexOfAny(['"', '\''], name);
            var close = _text.IndexOf(_text[open], open + 1);
            attributes[reader.LocalName] = Trim(open + 1, close, reader.Value);
        }

        reader.MoveToElement();
        return attributes;
    }

    /// <summary>Reads an element's text; null when there is anything else in the element. The reader may end inside of it.</summary>
    private MsBuildValue? ReadText(XmlReader reader, XmlPositions positions)
    {
        if (reader.IsEmptyElement || !reader.Read() || reader.NodeType != XmlNodeType.Text)
        {
            return null;
        }

        var lines = (IXmlLineInfo)reader;
        var start = positions.Of(lines.LineNumber, lines.LinePosition);
        var value = reader.Value;
        CountUses(value);
        return reader.Read() && reader.NodeType == XmlNodeType.EndElement ? Trim(start, _text.IndexOf('<', start), value) : null;
    }

    private MsBuildValue Trim(int start, int end, string value)
    {
        var raw = _text.AsSpan(start, end - start);
        var leading = raw.Length - raw.TrimStart().Length;
        return new MsBuildValue(start + leading, raw.Trim().Length, value.Trim());
    }

    private void CountUses(string text)
    {
        foreach (var name in UsesIn(text))
        {
            _uses[name] = _uses.GetValueOrDefault(name) + 1;
        }
    }

    private static IEnumerable<string> UsesIn(string text) => text.Contains("$(", StringComparison.Ordinal) ? UsePattern().Matches(text).Select(match => match.Groups[1].Value) : [];

    private static bool IsName(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Functions included: <c>$(X.Substring(1))</c> is a use of X.</summary>
    [GeneratedRegex(@"\$\(\s*([A-Za-z_][A-Za-z0-9_-]*)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex UsePattern();
}
