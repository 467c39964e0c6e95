using static SpecCursor.ServiceDefaults.Telemetry.Catalogue.MetricKind;
using static SpecCursor.ServiceDefaults.Telemetry.Catalogue.MetricLabels;

namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>Every metric of SpecCursor's own.</summary>
public static class MetricCatalogue
{
    /// <summary>The meter that all of them belong to.</summary>
    public const string MeterName = "SpecCursor";

    /// <summary><c>speccursor_upgrades_total</c>.</summary>
    public static MetricDefinition Upgrades { get; } = new()
    {
        Name = "speccursor_upgrades_total",
        Instrument = "speccursor.upgrades",
        Kind = Counter,
        Unit = "{upgrade}",
        Meaning = "Upgrades that reached an end.",
        Labels = [Ecosystem, UpgradeStatus],
        Services = [ServiceNames.Controller],
    };

    /// <summary><c>speccursor_upgrade_duration_seconds</c>.</summary>
    public static MetricDefinition UpgradeDuration { get; } = new()
    {
        Name = "speccursor_upgrade_duration_seconds",
        Instrument = "speccursor.upgrade.duration",
        Kind = Histogram,
        Unit = "s",
        Meaning = "Time from the request being accepted to the upgrade's end.",
        Labels = [Ecosystem, UpgradeStatus],
        Services = [ServiceNames.Controller],
        Buckets = HistogramBuckets.Upgrades,
    };

    /// <summary><c>speccursor_upgrade_step_duration_seconds</c>.</summary>
    public static MetricDefinition StepDuration { get; } = new()
    {
        Name = "speccursor_upgrade_step_duration_seconds",
        Instrument = "speccursor.upgrade.step.duration",
        Kind = Histogram,
        Unit = "s",
        Meaning = "Time of one step of an upgrade, the ecosystem's own tool included.",
        Labels = [Ecosystem, Step, MetricLabels.StepStatus],
        Buckets = HistogramBuckets.Steps,
    };

    /// <summary><c>speccursor_active_jobs</c>.</summary>
    public static MetricDefinition ActiveJobs { get; } = new()
    {
        Name = "speccursor_active_jobs",
        Instrument = "speccursor.active_jobs",
        Kind = Gauge,
        Unit = "{job}",
        Meaning = "Messages being handled now.",
        Labels = [Queue],
    };

    /// <summary><c>speccursor_queue_depth</c>.</summary>
    public static MetricDefinition QueueDepth { get; } = new()
    {
        Name = "speccursor_queue_depth",
        Instrument = "speccursor.queue.depth",
        Kind = Gauge,
        Unit = "{message}",
        Meaning = "Messages waiting in the queue.",
        Labels = [Queue],
    };

    /// <summary><c>speccursor_queue_oldest_age_seconds</c>.</summary>
    public static MetricDefinition QueueOldestAge { get; } = new()
    {
        Name = "speccursor_queue_oldest_age_seconds",
        Instrument = "speccursor.queue.oldest_age",
        Kind = Gauge,
        Unit = "s",
        Meaning = "Age of the oldest message waiting in the queue; 0 when none waits.",
        Labels = [Queue],
    };

    /// <summary><c>speccursor_dead_letters_total</c>.</summary>
    public static MetricDefinition DeadLetters { get; } = new()
    {
        Name = "speccursor_dead_letters_total",
        Instrument = "speccursor.dead_letters",
        Kind = Counter,
        Unit = "{message}",
        Meaning = "Messages given up after the last retry.",
        Labels = [Queue],
    };

    /// <summary><c>speccursor_ai_patches_total</c>.</summary>
    public static MetricDefinition AiPatches { get; } = new()
    {
        Name = "speccursor_ai_patches_total",
        Instrument = "speccursor.ai.patches",
        Kind = Counter,
        Unit = "{patch}",
        Meaning = "Attempts to generate a patch.",
        Labels = [Ecosystem, Provider, PatchStatus],
        // Whether a repair is accepted is decided by the tests, whose outcome the controller hears.
        Services = [ServiceNames.AiService, ServiceNames.Controller],
    };

    /// <summary><c>speccursor_ai_patch_duration_seconds</c>.</summary>
    public static MetricDefinition AiPatchDuration { get; } = new()
    {
        Name = "speccursor_ai_patch_duration_seconds",
        Instrument = "speccursor.ai.patch.duration",
        Kind = Histogram,
        Unit = "s",
        Meaning = "Time of one generation of a patch.",
        Labels = [Provider, PatchStatus],
        // Whether a repair is accepted is decided by the tests, whose outcome the controller hears.
        Services = [ServiceNames.AiService, ServiceNames.Controller],
        Buckets = HistogramBuckets.Ai,
    };

    /// <summary><c>speccursor_ai_tokens_total</c>.</summary>
    public static MetricDefinition AiTokens { get; } = new()
    {
        Name = "speccursor_ai_tokens_total",
        Instrument = "speccursor.ai.tokens",
        Kind = Counter,
        Unit = "{token}",
        Meaning = "Tokens billed.",
        Labels = [Model, TokenKind],
        Services = [ServiceNames.AiService],
    };

    /// <summary><c>speccursor_ai_cost_usd_total</c>.</summary>
    public static MetricDefinition AiCost { get; } = new()
    {
        Name = "speccursor_ai_cost_usd_total",
        Instrument = "speccursor.ai.cost_usd",
        Kind = Counter,
        Unit = "{USD}",
        Meaning = "Price of the tokens billed, in US dollars.",
        Labels = [Model],
        Services = [ServiceNames.AiService],
    };

    /// <summary><c>speccursor_proofs_total</c>.</summary>
    public static MetricDefinition Proofs { get; } = new()
    {
        Name = "speccursor_proofs_total",
        Instrument = "speccursor.proofs",
        Kind = Counter,
        Unit = "{obligation}",
        Meaning = "Obligations discharged.",
        Labels = [Engine, Obligation, ProofStatus],
        Services = [ServiceNames.ProofEngine],
    };

    /// <summary><c>speccursor_proof_latency_seconds</c>.</summary>
    public static MetricDefinition ProofLatency { get; } = new()
    {
        Name = "speccursor_proof_latency_seconds",
        Instrument = "speccursor.proof.latency",
        Kind = Histogram,
        Unit = "s",
        Meaning = "Time to discharge one obligation.",
        Labels = [Engine, Obligation, ProofStatus],
        Services = [ServiceNames.ProofEngine],
        Buckets = HistogramBuckets.Proofs,
    };

    /// <summary><c>speccursor_webhooks_total</c>.</summary>
    public static MetricDefinition Webhooks { get; } = new()
    {
        Name = "speccursor_webhooks_total",
        Instrument = "speccursor.webhooks",
        Kind = Counter,
        Unit = "{delivery}",
        Meaning = "Webhook deliveries.",
        Labels = [WebhookEvent, WebhookOutcome],
        Services = [ServiceNames.GitHubApp],
    };

    /// <summary><c>speccursor_webhook_signature_failures_total</c>.</summary>
    public static MetricDefinition WebhookSignatureFailures { get; } = new()
    {
        Name = "speccursor_webhook_signature_failures_total",
        Instrument = "speccursor.webhook.signature_failures",
        Kind = Counter,
        Unit = "{delivery}",
        Meaning = "Webhook deliveries that are unsigned or wrongly signed.",
        Labels = [SignatureReason],
        Services = [ServiceNames.GitHubApp],
    };

    /// <summary><c>speccursor_api_auth_failures_total</c>.</summary>
    public static MetricDefinition ApiAuthFailures { get; } = new()
    {
        Name = "speccursor_api_auth_failures_total",
        Instrument = "speccursor.api.auth_failures",
        Kind = Counter,
        Unit = "{request}",
        Meaning = "Refused API calls.",
        Labels = [AuthReason],
        Services = [ServiceNames.Controller, ServiceNames.GitHubApp],
    };

    /// <summary><c>speccursor_suspicious_activity_total</c>.</summary>
    public static MetricDefinition SuspiciousActivities { get; } = new()
    {
        Name = "speccursor_suspicious_activity_total",
        Instrument = "speccursor.suspicious_activity",
        Kind = Counter,
        Unit = "{attempt}",
        Meaning = "Blocked attempts to do what is not allowed.",
        Labels = [SuspiciousKind],
        Services = ServiceNames.All,
    };

    /// <summary><c>speccursor_external_requests_total</c>.</summary>
    public static MetricDefinition ExternalRequests { get; } = new()
    {
        Name = "speccursor_external_requests_total",
        Instrument = "speccursor.external.requests",
        Kind = Counter,
        Unit = "{request}",
        Meaning = "Calls to other parties' APIs, each attempt on its own.",
        Labels = [Api, ExternalStatus],
    };

    /// <summary><c>speccursor_external_request_duration_seconds</c>.</summary>
    public static MetricDefinition ExternalRequestDuration { get; } = new()
    {
        Name = "speccursor_external_request_duration_seconds",
        Instrument = "speccursor.external.request.duration",
        Kind = Histogram,
        Unit = "s",
        Meaning = "Time of one call to another party's API until the answer's headers.",
        Labels = [Api, ExternalStatus],
        Buckets = HistogramBuckets.Http,
    };

    /// <summary><c>speccursor_remediations_total</c>.</summary>
    public static MetricDefinition Remediations { get; } = new()
    {
        Name = "speccursor_remediations_total",
        Instrument = "speccursor.remediations",
        Kind = Counter,
        Unit = "{remediation}",
        Meaning = "Automated responses to alerts.",
        Labels = [RemediationAction, RemediationOutcome],
        Services = [ServiceNames.Controller],
    };

    /// <summary>All of them, in the order of the design.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        Upgrades, UpgradeDuration, StepDuration, ActiveJobs, QueueDepth, QueueOldestAge, DeadLetters, AiPatches, AiPatchDuration, AiTokens, AiCost,
        Proofs, ProofLatency, Webhooks, WebhookSignatureFailures, ApiAuthFailures, SuspiciousActivities, ExternalRequests, ExternalRequestDuration,
        Remediations,
    ];
}
