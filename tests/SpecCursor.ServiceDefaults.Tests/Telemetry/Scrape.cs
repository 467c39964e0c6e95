using System.Globalization;
using System.Text;

namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

/// <summary>A scrape, read strictly: whatever Prometheus or an OpenMetrics parser would refuse is an error here.</summary>
internal sealed class Scrape
{
    private readonly Dictionary<string, ScrapedFamily> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);
    private bool _ended;

    private Scrape()
    {
    }

    public IReadOnlyDictionary<string, ScrapedFamily> Families => _families;

    public static async Task<Scrape> OfAsync(HttpClient client, bool openMetrics = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Accept.ParseAdd(openMetrics ? "application/openmetrics-text; version=1.0.0" : "text/plain; version=0.0.4");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Assert.Equal(openMetrics ? "application/openmetrics-text" : "text/plain", response.Content.Headers.ContentType!.MediaType);
        return Parse(await response.Content.ReadAsStringAsync(), openMetrics);
    }

    public ScrapedSample Single(string name, params (string Name, string Value)[] labels) => Find(name, labels).Single();

    public double Value(string name, params (string Name, string Value)[] labels) => Single(name, labels).Value;

    public bool Has(string name, params (string Name, string Value)[] labels) => Find(name, labels).Any();

    public IEnumerable<ScrapedSample> Find(string name, params (string Name, string Value)[] labels) =>
        _families.Values.SelectMany(family => family.Samples)
            .Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value));

    private static Scrape Parse(string text, bool openMetrics)
    {
        var scrape = new Scrape();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text.Split('\n')[..^1])
        {
            scrape.Read(line, openMetrics);
        }

        Assert.Equal(openMetrics, scrape._ended);
        return scrape;
    }

    private void Read(string line, bool openMetrics)
    {
        Assert.False(_ended, "Nothing follows # EOF.");
        var words = line.Split(' ', 4);
        switch (words)
        {
            case ["#", "HELP", var name, var help]:
                Assert.True(_families.TryAdd(name, new ScrapedFamily { Name = name, Help = help }), $"{name} is declared twice.");
                break;
            case ["#", "TYPE", var name, var type]:
                Assert.Equal("", _families[name].Type);
                _families[name].Type = type;
                break;
            case ["#", "EOF"] when openMetrics:
                _ended = true;
                break;
            default:
                Add(ReadSample(line, openMetrics), openMetrics);
                break;
        }
    }

    private void Add(ScrapedSample sample, bool openMetrics)
    {
        var family = _families.Last().Value;
        var allowed = family.Type switch
        {
            "counter" => openMetrics ? [family.Name + "_total"] : new[] { family.Name },
            "gauge" => [family.Name],
            "histogram" => [family.Name + "_bucket", family.Name + "_sum", family.Name + "_count"],
            _ => [],
        };
        Assert.Contains(sample.Name, allowed);
        var identity = sample.Name + string.Join(',', sample.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
        Assert.True(_series.Add(identity), $"{identity} is there twice.");
        Assert.True(sample.Exemplar is null || (openMetrics && family.Type != "gauge"));
        family.Samples.Add(sample);
    }

    private static ScrapedSample ReadSample(string line, bool openMetrics)
    {
        var position = line.IndexOfAny(['{', ' ']);
        var name = line[..position];
        Assert.Matches("^[a-zA-Z_:][a-zA-Z0-9_:]*$", name);
        var labels = line[position] == '{' ? ReadLabels(line, ref position) : [];
        var rest = line[position..].TrimStart(' ').Split(" # ", 2);
        return new ScrapedSample(name, labels, Number(rest[0]), rest.Length == 2 && openMetrics ? ReadExemplar(rest[1]) : null);
    }

    private static ScrapedExemplar ReadExemplar(string text)
    {
        var position = 0;
        var labels = ReadLabels(text, ref position);
        var numbers = text[position..].Trim().Split(' ');
        Assert.InRange(numbers.Length, 1, 2);
        return new ScrapedExemplar(labels, Number(numbers[0]));
    }

    private static Dictionary<string, string> ReadLabels(string line, ref int position)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        Assert.Equal('{', line[position++]);
        while (line[position] != '}')
        {
            var equals = line.IndexOf('=', position);
            var name = line[position..equals];
            Assert.Matches("^[a-zA-Z_][a-zA-Z0-9_]*$", name);
            position = equals + 1;
            Assert.True(labels.TryAdd(name, ReadQuoted(line, ref position)), $"The label {name} is there twice.");
            position += line[position] == ',' ? 1 : 0;
        }

        position++;
        return labels;
    }

    private static string ReadQuoted(string line, ref int position)
    {
        Assert.Equal('"', line[position++]);
        var value = new StringBuilder();
        for (; line[position] != '"'; position++)
        {
            if (line[position] == '\\')
            {
                position++;
                value.Append(line[position] switch { 'n' => '\n', '"' => '"', '\\' => '\\', var other => throw new FormatException($"\\{other}") });
            }
            else
            {
                value.Append(line[position]);
            }
        }

        position++;
        return value.ToString();
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
