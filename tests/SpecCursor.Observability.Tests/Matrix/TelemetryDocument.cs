using System.Globalization;
using System.Text;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.Observability.Tests.Matrix;

/// <summary>Writes <c>docs/telemetry.md</c> from the catalogue and from <see cref="SignalMatrix"/>.</summary>
internal static class TelemetryDocument
{
    private static readonly (string Field, string Meaning)[] Fields =
    [
        ("timestamp", "UTC, ISO 8601"),
        ("level", "Debug for detail, Information for a change of state, Warning for what the system recovered from, Error for what it did not"),
        ("service", "who says it"),
        ("logger", "where in the code"),
        ("message", "the text, at most 16 KB, without secrets"),
        ("template", "the text before its fields were filled in: the same for all lines of one kind"),
        ("trace_id, span_id", "the trace and the span that it was said in"),
        ("correlation_id", "the id that a caller gave in `X-Correlation-Id`, or one that was made; it goes with every message"),
        ("upgrade_id", "the upgrade that is worked on"),
        ("duration_ms", "where the line measures something"),
        ("exception_type, exception_message, exception_stacktrace", "where something was thrown"),
    ];

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Telemetry

            What SpecCursor says of itself: metrics, spans and log lines, and which service sends which. Made from the catalogue in
            `SpecCursor.ServiceDefaults/Telemetry` and from the table that a test holds a real upgrade against; to make it again after a change:

            ```sh
            SPECCURSOR_WRITE_DOCS=1 dotnet test tests/SpecCursor.Observability.Tests --filter FullyQualifiedName~TelemetryDocument
            ```

            Every service has its metrics at `/metrics` and, where `OTEL_EXPORTER_OTLP_ENDPOINT` is set, sends all three over OTLP. Where nobody takes
            them they are dropped, and nothing waits.

            ## Metrics

            A label that is not one of the values below, or one too many of an open label, becomes `other`: the number of series does not grow with
            the work. Each series has the label `service` as well.


            """);
        Metrics(text);
        text.Append(
            """

            Bounds of the histograms' buckets, in seconds:


            """);
        Buckets(text);
        text.Append(
            """

            Beside them each service has what .NET, ASP.NET Core, Kestrel, Npgsql and the process report, under the names that OpenTelemetry's rules give
            them in Prometheus, such as `http_server_request_duration_seconds`. Histograms have exemplars, which lead to traces.

            ## Log lines

            JSON, one object a line, on the console and over OTLP.

            | field | |
            | --- | --- |

            """);
        foreach (var (field, meaning) in Fields)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{field.Replace(", ", "`, `", StringComparison.Ordinal)}` | {meaning} |");
        }

        text.Append(
            """

            Structured fields stand beside them under their own names in snake_case.

            ## Which service sends what

            Of one upgrade whose tests broke and that was repaired, in one trace, from the webhook to the pull request. W3C's trace context and baggage go with
            every request and message between the services, and to nobody else. A test has the whole application make one, and misses none of what follows; the
            repair comes from a fake of Anthropic's API, in the API's own format. Where a recipe repairs, no tokens are billed.


            """);
        foreach (var signals in SignalMatrix.All)
        {
            Service(text, signals);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Metrics(StringBuilder text)
    {
        text.AppendLine("| name | type | labels | what | who |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var metric in MetricCatalogue.All)
        {
            var labels = string.Join("; ", metric.Labels.Select(label =>
                label.IsClosed ? $"{label.Name} ({string.Join(", ", label.Values)})" : $"{label.Name} (up to {label.MaximumValues.ToString(CultureInfo.InvariantCulture)})"));
            var services = metric.Services.Count == 0 || metric.Services.Count == ServiceNames.All.Count ? "all" : string.Join(", ", metric.Services);
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{metric.Name}` | {metric.Kind.ToString().ToLowerInvariant()} | {labels} | {metric.Meaning} | {services} |");
        }
    }

    private static void Buckets(StringBuilder text)
    {
        foreach (var metric in MetricCatalogue.All.Where(metric => metric.Buckets.Count > 0))
        {
            var bounds = string.Join(", ", metric.Buckets.Select(bound => bound.ToString(CultureInfo.InvariantCulture)));
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{metric.Name}`: {bounds}");
        }
    }

    private static void Service(StringBuilder text, ServiceSignals signals)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"### {signals.Service}").AppendLine();
        var metrics = string.Join(", ", signals.Metrics.Select(metric => $"`{metric}`"));
        text.AppendLine(CultureInfo.InvariantCulture, $"Metrics that move: {metrics}.").AppendLine();
        text.AppendLine("| span | is | below | attributes |").AppendLine("| --- | --- | --- | --- |");
        foreach (var span in signals.Spans)
        {
            var attributes = string.Join(", ", span.Attributes.Select(attribute => $"`{attribute}`"));
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{span.Name}` | {span.Meaning} | {(span.Parent is null ? "" : $"`{span.Parent}`")} | {attributes} |");
        }

        text.AppendLine().AppendLine("Lines:").AppendLine();
        foreach (var template in signals.Logs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{template}`");
        }

        text.AppendLine();
    }
}
