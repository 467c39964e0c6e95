namespace SpecCursor.Observability.Tests.Grafana.PromQl;

/// <summary>What a value is measured in: the exponents of its base units, so that a rate of seconds is no unit at all.</summary>
/// <param name="Seconds">Of seconds.</param>
/// <param name="Bytes">Of bytes.</param>
/// <param name="Dollars">Of US dollars.</param>
/// <param name="Items">Of what is counted: upgrades, tokens, series.</param>
internal readonly record struct Dimension(int Seconds = 0, int Bytes = 0, int Dollars = 0, int Items = 0)
{
    private const string Total = "_total";

    public static Dimension None => default;

    public static Dimension Second => new(Seconds: 1);

    public static Dimension Item => new(Items: 1);

    public static Dimension operator *(Dimension left, Dimension right) =>
        new(left.Seconds + right.Seconds, left.Bytes + right.Bytes, left.Dollars + right.Dollars, left.Items + right.Items);

    public static Dimension operator /(Dimension left, Dimension right) =>
        new(left.Seconds - right.Seconds, left.Bytes - right.Bytes, left.Dollars - right.Dollars, left.Items - right.Items);

    /// <summary>What a series is measured in, by the naming rules that all of them follow; a recorded one is level:metric:operations.</summary>
    public static Dimension OfSeries(string name)
    {
        if (name.Split(':') is [_, var metric, var operation, ..])
        {
            return operation.Contains("ratio", StringComparison.Ordinal) ? None : OfSeries(metric);
        }

        if (name is "up" or "probe_success")
        {
            // 0 or 1: the mean is a share.
            return None;
        }

        return name.EndsWith("_bucket", StringComparison.Ordinal) || name.EndsWith("_count", StringComparison.Ordinal)
            ? Item
            : OfMeasure(name.EndsWith("_sum", StringComparison.Ordinal) ? name[..^4] : name);
    }

    /// <summary>What a histogram's observations are measured in.</summary>
    /// <param name="bucket">The name of its buckets.</param>
    public static Dimension OfObservations(string bucket) => OfMeasure(bucket.Replace("_bucket", "", StringComparison.Ordinal));

    /// <summary>Whether a value of this dimension is shown rightly in one of Grafana's units.</summary>
    public bool IsShownAs(string unit) => unit switch
    {
        "s" => this is { Seconds: 1, Bytes: 0, Dollars: 0 },
        "bytes" => this is { Seconds: 0, Bytes: 1, Dollars: 0 },
        "Bps" => this is { Seconds: -1, Bytes: 1, Dollars: 0 },
        "currencyUSD" => this is { Seconds: 0, Bytes: 0, Dollars: 1 },
        "percentunit" => this == None,
        "short" => this == None || this == Item,
        "ops" or "reqps" or "cps" => this == Item / Second,
        _ => false,
    };

    private static Dimension OfMeasure(string name)
    {
        var measure = name.EndsWith(Total, StringComparison.Ordinal) ? name[..^Total.Length] : name;
        return measure.Split('_')[^1] switch
        {
            "seconds" => Second,
            "bytes" => new Dimension(Bytes: 1),
            "usd" => new Dimension(Dollars: 1),
            "ratio" => None,
            _ => Item,
        };
    }
}
