using System.Text.Json.Serialization;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Status;

/// <summary>What <c>status --json</c> prints: the addresses at the top, null where absent, then how and what runs.</summary>
internal sealed record StatusDocument
{
    public required bool Running { get; init; }

    public string? Console { get; init; }

    public string? Api { get; init; }

    [JsonPropertyName("githubApp")]
    public string? GitHubApp { get; init; }

    public string? Dashboard { get; init; }

    public string? Prometheus { get; init; }

    public string? Alertmanager { get; init; }

    public string? Grafana { get; init; }

    public string? Jaeger { get; init; }

    public string? Mode { get; init; }

    public string? ModeReason { get; init; }

    public ApplicationState? State { get; init; }

    public int? ProcessId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public IReadOnlyList<ResourceStatus> Resources { get; init; } = [];

    public static StatusDocument From(ApplicationStatus? status) => status is null
        ? new StatusDocument { Running = false }
        : new StatusDocument
        {
            Running = true,
            Console = status.Addresses.Console,
            Api = status.Addresses.Api,
            GitHubApp = status.Addresses.GitHubApp,
            Dashboard = status.Addresses.Dashboard,
            Prometheus = status.Addresses.Prometheus,
            Alertmanager = status.Addresses.Alertmanager,
            Grafana = status.Addresses.Grafana,
            Jaeger = status.Addresses.Jaeger,
            Mode = status.Mode,
            ModeReason = status.ModeReason,
            State = status.State,
            ProcessId = status.ProcessId,
            StartedAt = status.StartedAt,
            Resources = status.Resources,
        };
}
