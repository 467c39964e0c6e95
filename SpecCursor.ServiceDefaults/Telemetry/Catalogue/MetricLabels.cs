namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>The labels of the catalogue. Labels of one name but with other values are told apart by what they belong to.</summary>
public static class MetricLabels
{
    /// <summary><c>ecosystem</c>.</summary>
    public static LabelDefinition Ecosystem { get; } = Closed("ecosystem", "the package ecosystem", "node", "rust", "python", "go", "dockerfile", "dotnet");

    /// <summary><c>status</c> of an upgrade.</summary>
    public static LabelDefinition UpgradeStatus { get; } = Closed("status", "how the upgrade ended", "completed", "failed", "cancelled");

    /// <summary><c>step</c>.</summary>
    public static LabelDefinition Step { get; } = Closed("step", "the step of the upgrade", "resolve", "apply", "test", "patch", "prove", "publish");

    /// <summary><c>status</c> of a step.</summary>
    public static LabelDefinition StepStatus { get; } = Closed("status", "how the step ended", "succeeded", "failed", "cancelled");

    /// <summary><c>queue</c>.</summary>
    public static LabelDefinition Queue { get; } = Open("queue", "the durable queue");

    /// <summary><c>provider</c>.</summary>
    public static LabelDefinition Provider { get; } = Closed("provider", "what made the patch", "claude", "recipes");

    /// <summary><c>status</c> of a patch.</summary>
    public static LabelDefinition PatchStatus { get; } = Closed("status", "what became of the patch", "accepted", "rejected", "failed");

    /// <summary><c>model</c>.</summary>
    public static LabelDefinition Model { get; } = Open("model", "the language model as configured");

    /// <summary><c>kind</c> of tokens.</summary>
    public static LabelDefinition TokenKind { get; } = Closed("kind", "how the tokens are billed", "input", "output", "cache_read", "cache_write");

    /// <summary><c>engine</c>.</summary>
    public static LabelDefinition Engine { get; } = Closed("engine", "the prover", "lean", "z3", "cvc5");

    /// <summary><c>obligation</c>.</summary>
    public static LabelDefinition Obligation { get; } = Open("obligation", "the obligation's stable kebab-case name");

    /// <summary><c>status</c> of an obligation.</summary>
    public static LabelDefinition ProofStatus { get; } = Closed("status", "how the obligation ended", "proved", "refuted", "timeout", "error");

    /// <summary><c>event</c>: the events that the app may be subscribed to. Closed, because the header is the sender's to choose.</summary>
    public static LabelDefinition WebhookEvent { get; } = Closed(
        "event",
        "the delivery's event",
        "ping", "release", "issue_comment", "push", "pull_request", "pull_request_review", "pull_request_review_comment", "issues", "create", "delete",
        "check_run", "check_suite", "status", "workflow_run", "workflow_job", "repository", "installation", "installation_repositories",
        "repository_vulnerability_alert", "dependabot_alert", "security_advisory", "registry_package", "marketplace_purchase", "github_app_authorization");

    /// <summary><c>outcome</c> of a delivery.</summary>
    public static LabelDefinition WebhookOutcome { get; } = Closed("outcome", "what became of the delivery", "accepted", "duplicate", "ignored", "rejected", "failed");

    /// <summary><c>reason</c> of a signature failure.</summary>
    public static LabelDefinition SignatureReason { get; } = Closed("reason", "what is wrong with the signature", "missing", "malformed", "mismatch", "throttled");

    /// <summary><c>reason</c> of a refused API call.</summary>
    public static LabelDefinition AuthReason { get; } = Closed("reason", "why the call was refused", "missing", "invalid", "forbidden");

    /// <summary><c>kind</c> of suspicious activity.</summary>
    public static LabelDefinition SuspiciousKind { get; } = Closed(
        "kind", "what was attempted", "sandbox_escape", "egress_denied", "network_denied", "limit_exceeded", "path_traversal", "secret_leak", "patch_out_of_scope", "replay");

    /// <summary><c>api</c>.</summary>
    public static LabelDefinition Api { get; } = Closed(
        "api", "who was called", "github", "anthropic", "npm", "nuget", "pypi", "crates", "goproxy", "oci");

    /// <summary><c>status</c> of a call out: the status class, or what happened instead of an answer.</summary>
    public static LabelDefinition ExternalStatus { get; } = Closed(
        "status", "the answer's status class, or what happened instead", "2xx", "3xx", "4xx", "5xx", "rate_limited", "timeout", "error");

    /// <summary><c>action</c>.</summary>
    public static LabelDefinition RemediationAction { get; } = Open("action", "the automated response");

    /// <summary><c>outcome</c> of a remediation.</summary>
    public static LabelDefinition RemediationOutcome { get; } = Closed("outcome", "how the response ended", "succeeded", "failed", "skipped");

    private static LabelDefinition Closed(string name, string meaning, params string[] values) => new() { Name = name, Meaning = meaning, Values = values };

    private static LabelDefinition Open(string name, string meaning) => new() { Name = name, Meaning = meaning };
}
