using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>All of them. A test holds each against its twin in <c>containers/prometheus/rules</c>.</summary>
internal static class CriticalRules
{
    private const string Security = "security";
    private const string SecurityDashboard = "/d/speccursor-security";

    public static IReadOnlyList<CriticalRule> All { get; } =
    [
        new()
        {
            Alert = "WebhookSignatureBurst",
            Metric = MetricCatalogue.WebhookSignatureFailures,
            Threshold = 50,
            Window = TimeSpan.FromMinutes(5),
            Component = Security,
            Remediation = "throttle_sender",
            Dashboard = SecurityDashboard,
            Summary = "Very many deliveries are unsigned or wrongly signed",
            Description = "{count} deliveries of the last 5 minutes had no valid signature: somebody tries, or the secret here is not the one at GitHub.",
        },
        new()
        {
            Alert = "SandboxEscapeAttempt",
            Metric = MetricCatalogue.SuspiciousActivities,
            Only = new(MetricLabels.SuspiciousKind.Name, "sandbox_escape"),
            Threshold = 1,
            Window = TimeSpan.FromMinutes(15),
            Component = Security,
            Dashboard = SecurityDashboard,
            Summary = "{service} blocked an attempt to leave the sandbox",
            Description = "A tool that ran for an upgrade in {service} tried to leave the sandbox in the last 15 minutes. The attempt was blocked.",
        },
        new()
        {
            Alert = "SecretLeakAttempt",
            Metric = MetricCatalogue.SuspiciousActivities,
            Only = new(MetricLabels.SuspiciousKind.Name, "secret_leak"),
            Threshold = 1,
            Window = TimeSpan.FromMinutes(15),
            Component = Security,
            Dashboard = SecurityDashboard,
            Summary = "{service} blocked a patch with a secret in it",
            Description = "{service} refused at least one patch of the last 15 minutes because it would have put a secret into a repository.",
        },
        new()
        {
            Alert = "DeadLetterBurst",
            Metric = MetricCatalogue.DeadLetters,
            Apart = MetricLabels.Queue.Name,
            Threshold = 11,
            Window = TimeSpan.FromMinutes(15),
            Component = "queue",
            Dashboard = "/d/speccursor-overview",
            Summary = "Many messages of the queue {queue} were given up",
            Description = "More than 10 messages of the queue {queue} became dead letters in the last 15 minutes: work is being lost until they are replayed.",
            Service = static (emitter, queue) => queue?.Replace('_', '-') ?? emitter,
        },
    ];
}
