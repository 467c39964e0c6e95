using System.Globalization;

namespace SpecCursor.Testing.Otlp;

/// <summary>Reads the requests of OTLP. The numbers are those of the fields in opentelemetry-proto 1.x.</summary>
internal static class OtlpDecoder
{
    public static IEnumerable<ReceivedSpan> Spans(ReadOnlyMemory<byte> request)
    {
        foreach (var (resource, scope, span) in Items(request))
        {
            var status = span.Message(15);
            yield return new ReceivedSpan
            {
                Service = resource.GetValueOrDefault("service.name", ""),
                Scope = scope,
                TraceId = span.Hex(1),
                SpanId = span.Hex(2),
                ParentSpanId = span.Hex(4),
                Name = span.Text(5),
                Kind = (int)span.Integer(6),
                Start = span.Time(7),
                End = span.Time(8),
                Attributes = Attributes(span, 9),
                Resource = resource,
                Events = [.. span.Messages(11).Select(item => new ReceivedSpanEvent(item.Text(2), Attributes(item, 3)))],
                Status = (int)status.Integer(3),
                StatusMessage = status.Text(2),
            };
        }
    }

    public static IEnumerable<ReceivedLog> Logs(ReadOnlyMemory<byte> request)
    {
        foreach (var (resource, scope, record) in Items(request))
        {
            yield return new ReceivedLog
            {
                Service = resource.GetValueOrDefault("service.name", ""),
                Scope = scope,
                Severity = record.Text(3),
                Body = Value(record.Message(5)),
                Attributes = Attributes(record, 6),
                TraceId = record.Hex(9),
                SpanId = record.Hex(10),
            };
        }
    }

    public static IEnumerable<ReceivedMetric> Metrics(ReadOnlyMemory<byte> request)
    {
        foreach (var (resource, scope, metric) in Items(request))
        {
            var (kind, data) = metric switch
            {
                _ when metric.Has(5) => ("gauge", metric.Message(5)),
                _ when metric.Has(7) => (metric.Message(7).Integer(3) == 1 ? "sum" : "updown", metric.Message(7)),
                _ => ("histogram", metric.Message(9)),
            };
            yield return new ReceivedMetric
            {
                Service = resource.GetValueOrDefault("service.name", ""),
                Scope = scope,
                Name = metric.Text(1),
                Unit = metric.Text(3),
                Kind = kind,
                Points = [.. data.Messages(1).Select(point => kind == "histogram" ? HistogramPoint(point) : NumberPoint(point))],
            };
        }
    }

    private static ReceivedMetricPoint NumberPoint(ProtobufMessage point) => new()
    {
        Attributes = Attributes(point, 7),
        Value = point.Has(4) ? point.Double(4) : point.Integer(6),
        Count = 0,
        Bounds = [],
        ExemplarTraceIds = [.. point.Messages(5).Select(exemplar => exemplar.Hex(5))],
    };

    private static ReceivedMetricPoint HistogramPoint(ProtobufMessage point) => new()
    {
        Attributes = Attributes(point, 9),
        Value = point.Double(5),
        Count = point.Integer(4),
        Bounds = point.Doubles(7),
        ExemplarTraceIds = [.. point.Messages(8).Select(exemplar => exemplar.Hex(5))],
    };

    /// <summary>All three requests are lists of resources with lists of scopes with lists of items.</summary>
    private static IEnumerable<(Dictionary<string, string> Resource, string Scope, ProtobufMessage Item)> Items(ReadOnlyMemory<byte> request) =>
        from resource in ProtobufMessage.Parse(request).Messages(1)
        let attributes = Attributes(resource.Message(1), 1)
        from scope in resource.Messages(2)
        from item in scope.Messages(2)
        select (attributes, scope.Message(1).Text(1), item);

    private static Dictionary<string, string> Attributes(ProtobufMessage owner, int field)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in owner.Messages(field))
        {
            attributes[attribute.Text(1)] = Value(attribute.Message(2));
        }

        return attributes;
    }

    private static string Value(ProtobufMessage value) => value switch
    {
        _ when value.Has(1) => value.Text(1),
        _ when value.Has(2) => value.Integer(2) == 1 ? "true" : "false",
        _ when value.Has(3) => value.Integer(3).ToString(CultureInfo.InvariantCulture),
        _ when value.Has(4) => value.Double(4).ToString(CultureInfo.InvariantCulture),
        _ when value.Has(5) => string.Join(',', value.Message(5).Messages(1).Select(Value)),
        _ => "",
    };
}
