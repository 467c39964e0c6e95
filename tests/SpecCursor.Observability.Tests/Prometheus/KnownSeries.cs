using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>Every series that rules may speak of, with its labels: the catalogue's, the recorded ones, and a short list from elsewhere.</summary>
internal static class KnownSeries
{
    private static readonly string[] OfEveryTarget = ["job", "instance", "service"];

    private static readonly string[] OfAPool = ["db_client_connection_pool_name"];

    private static readonly string[] OfARequest = ["http_route", "http_response_status_code", "http_request_method"];

    private static readonly string[] OfAContainer = ["namespace", "pod", "container"];

    private static readonly string[] OfAFileSystem = ["device", "fstype", "mountpoint"];

    /// <summary>What the catalogue does not have: who gives it, by the name of its program, and its labels.</summary>
    public static IReadOnlyDictionary<string, (string Source, IReadOnlyList<string> Labels)> Foreign { get; } =
        new Dictionary<string, (string, IReadOnlyList<string>)>(StringComparer.Ordinal)
        {
            ["up"] = ("Prometheus, of each target", []),
            ["prometheus_rule_evaluation_failures_total"] = ("Prometheus", ["rule_group"]),
            ["prometheus_config_last_reload_successful"] = ("Prometheus", []),
            ["prometheus_notifications_alertmanagers_discovered"] = ("Prometheus", []),
            ["alertmanager_config_last_reload_successful"] = ("Alertmanager", []),
            ["alertmanager_notifications_failed_total"] = ("Alertmanager", ["integration"]),
            ["dotnet_process_cpu_time_seconds_total"] = ("System.Runtime: dotnet.process.cpu.time", ["cpu_mode"]),
            ["dotnet_process_cpu_count"] = ("System.Runtime: dotnet.process.cpu.count", []),
            ["http_server_request_duration_seconds_count"] = ("ASP.NET Core: http.server.request.duration", OfARequest),
            ["http_server_request_duration_seconds_bucket"] = ("ASP.NET Core: http.server.request.duration", [.. OfARequest, "le"]),
            ["db_client_connection_count"] = ("Npgsql: db.client.connection.count", [.. OfAPool, "db_client_connection_state"]),
            ["db_client_connection_max"] = ("Npgsql: db.client.connection.max", OfAPool),
            ["pg_up"] = ("postgres_exporter", []),
            ["pg_settings_max_connections"] = ("postgres_exporter", []),
            ["pg_stat_database_numbackends"] = ("postgres_exporter", ["datname"]),
            ["pg_database_size_bytes"] = ("postgres_exporter", ["datname"]),
            ["redis_up"] = ("redis_exporter", []),
            ["redis_memory_used_bytes"] = ("redis_exporter", []),
            ["redis_memory_max_bytes"] = ("redis_exporter", []),
            ["node_cpu_seconds_total"] = ("node_exporter", ["cpu", "mode"]),
            ["node_memory_MemAvailable_bytes"] = ("node_exporter", []),
            ["node_memory_MemTotal_bytes"] = ("node_exporter", []),
            ["node_filesystem_avail_bytes"] = ("node_exporter", OfAFileSystem),
            ["node_filesystem_size_bytes"] = ("node_exporter", OfAFileSystem),
            ["probe_success"] = ("blackbox_exporter; api is a label of its targets", ["api"]),
            ["container_memory_working_set_bytes"] = ("cAdvisor in the kubelet", OfAContainer),
            ["container_spec_memory_limit_bytes"] = ("cAdvisor in the kubelet", OfAContainer),
            ["kube_pod_container_status_restarts_total"] = ("kube-state-metrics", OfAContainer),
            ["kube_node_status_condition"] = ("kube-state-metrics", ["node", "condition", "status"]),
        };

    /// <summary>The labels of a series; null for one that nobody gives.</summary>
    /// <param name="name">The series' name.</param>
    public static IReadOnlyCollection<string>? LabelsOf(string name)
    {
        if (RuleFiles.Recordings.FirstOrDefault(rule => rule.Name == name) is { } recording)
        {
            return [.. ExpressionLabels.OfResult(recording.Expression)];
        }

        if (Foreign.TryGetValue(name, out var foreign))
        {
            return [.. foreign.Labels, .. OfEveryTarget];
        }

        return Definition(name) is { } metric
            ? [.. metric.Labels.Select(label => label.Name), .. OfEveryTarget, .. name.EndsWith("_bucket", StringComparison.Ordinal) ? ["le"] : Array.Empty<string>()]
            : null;
    }

    /// <summary>The metric of the catalogue that a series belongs to; null for another.</summary>
    /// <param name="name">The series' name, which for a histogram has a suffix.</param>
    public static MetricDefinition? Definition(string name) => MetricCatalogue.All.FirstOrDefault(metric => metric.Kind == MetricKind.Histogram
        ? name == metric.Name + "_bucket" || name == metric.Name + "_sum" || name == metric.Name + "_count"
        : name == metric.Name);
}
