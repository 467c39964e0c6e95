namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>The meters that are exported, to Prometheus and to OTLP alike.</summary>
public static class MeterNames
{
    /// <summary>The names; one that ends in <c>*</c> stands for all that begin so.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MetricCatalogue.MeterName,
        "Wolverine*",
        "Npgsql",
        "System.Runtime",
        "System.Net.Http",
        "System.Net.NameResolution",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.EntityFrameworkCore",
    ];

    /// <summary>Whether a meter is exported.</summary>
    public static bool IsExported(string meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        return All.Any(name => name.EndsWith('*') ? meter.StartsWith(name[..^1], StringComparison.Ordinal) : meter == name);
    }
}
