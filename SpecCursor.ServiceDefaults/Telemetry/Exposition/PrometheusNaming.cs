using System.Collections.Frozen;
using System.Text;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>
/// Names of instruments and tags as Prometheus wants them, after OpenTelemetry's "Prometheus and OpenMetrics Compatibility": what is scraped
/// here and what a collector makes of the same metric over OTLP then bear one name.
/// </summary>
public static class PrometheusNaming
{
    private const string TotalSuffix = "_total";

    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["%"] = "percent",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> PerUnits = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["s"] = "second",
        ["min"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The metric's name: dots become underscores, the unit is appended in words, a counter ends in <c>_total</c>.</summary>
    /// <param name="instrument">The instrument's name.</param>
    /// <param name="unit">Its unit in UCUM notation, or null.</param>
    /// <param name="kind">What it becomes.</param>
    public static string MetricName(string instrument, string? unit, MetricKind kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(instrument);
        var name = Sanitize(instrument, allowColon: true);
        if (kind == MetricKind.Counter && name.EndsWith(TotalSuffix, StringComparison.Ordinal))
        {
            name = name[..^TotalSuffix.Length];
        }

        var suffix = UnitSuffix(unit, kind);
        if (suffix.Length > 0 && !name.EndsWith('_' + suffix, StringComparison.Ordinal))
        {
            name = $"{name}_{suffix}";
        }

        return kind == MetricKind.Counter ? name + TotalSuffix : name;
    }

    /// <summary>The label's name.</summary>
    public static string LabelName(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        var name = Sanitize(tag, allowColon: false);

        // Names that begin with two underscores are Prometheus' own, and Sanitize leaves at most one.
        return name == "service" ? "exported_service" : name;
    }

    private static string UnitSuffix(string? unit, MetricKind kind)
    {
        if (string.IsNullOrEmpty(unit))
        {
            return "";
        }

        if (unit == "1")
        {
            return kind == MetricKind.Gauge ? "ratio" : "";
        }

        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        var numerator = Word(slash < 0 ? unit : unit[..slash], Units);
        if (slash < 0)
        {
            return numerator;
        }

        var denominator = Word(unit[(slash + 1)..], PerUnits);
        return (numerator.Length, denominator.Length) switch
        {
            (_, 0) => numerator,
            (0, _) => "per_" + denominator,
            _ => $"{numerator}_per_{denominator}",
        };
    }

    private static string Word(string unit, FrozenDictionary<string, string> words)
    {
        // An annotation such as {request} is a remark, not a unit.
        if (unit.Contains('{', StringComparison.Ordinal))
        {
            return "";
        }

        return words.TryGetValue(unit, out var word) ? word : Sanitize(unit, allowColon: false).Trim('_');
    }

    private static string Sanitize(string name, bool allowColon)
    {
        var builder = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            var allowed = char.IsAsciiLetterOrDigit(character) || (allowColon && character == ':');
            if (allowed)
            {
                builder.Append(character);
            }
            else if (builder.Length == 0 || builder[^1] != '_')
            {
                builder.Append('_');
            }
        }

        if (char.IsAsciiDigit(builder[0]))
        {
            builder.Insert(0, '_');
        }

        return builder.ToString();
    }
}
