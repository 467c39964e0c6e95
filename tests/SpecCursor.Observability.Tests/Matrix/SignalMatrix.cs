using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.Observability.Tests.Matrix;

/// <summary>Service by signal. The table of <c>docs/telemetry.md</c> is made of it, and a real demo is held against it.</summary>
internal static class SignalMatrix
{
    private const string Message = "SpecCursor.Contracts.Messages.";

    private static readonly string[] Upgrade = ["speccursor.upgrade.id", "speccursor.ecosystem", "speccursor.package"];
    private static readonly string[] Step = [.. Upgrade, "speccursor.step", "speccursor.version.from", "speccursor.version.to"];
    private static readonly string[] Messaging = ["messaging.system", "messaging.destination.name", "messaging.message.id", "messaging.operation.type"];

    private static readonly string[] GenAi =
    [
        "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model", "gen_ai.response.finish_reasons",
        "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens",
    ];

    private static readonly ExpectedSpan Create = new("create", "a message is made; its handling is below", null, Messaging);
    private static readonly ExpectedSpan Send = new("send", "it is handed to a queue", "create", Messaging);

    public static IReadOnlyList<ServiceSignals> All { get; } =
    [
        new(
            ServiceNames.GitHubApp,
            ["speccursor_webhooks_total", "speccursor_upgrade_step_duration_seconds"],
            [
                new("POST /api/github/webhooks", "a delivery; the root of the trace", null, "http.request.method", "http.route", "http.response.status_code", "speccursor.correlation_id"),
                new("upgrade", "the delivery asks for an upgrade", "POST /api/github/webhooks", [.. Upgrade, "speccursor.version.to"]),
                new("delivery.dispatch", "the request goes to the workflow", "upgrade", [.. Upgrade, "speccursor.correlation_id"]),
                Handled("PublishUpgrade", "the publication is taken from the queue"),
                new("upgrade.publish", "branch and pull request", Message + "PublishUpgrade", Step),
                Query("INSERT github_app.publications"),
                Create,
                Send,
            ],
            ["Delivery {DeliveryId} asks to upgrade {Package} in {Repository} as {UpgradeId}", "Published {UpgradeId} on {Branch} as {PullRequest}"]),
        new(
            ServiceNames.Controller,
            ["speccursor_upgrades_total", "speccursor_upgrade_duration_seconds", "speccursor_ai_patches_total", "speccursor_ai_patch_duration_seconds", "speccursor_upgrade_step_duration_seconds"],
            [
                Handled("UpgradeRequested", "the request is taken from the queue"),
                new("upgrade", "the upgrade is accepted", Message + "UpgradeRequested", [.. Upgrade, "speccursor.version.to"]),
                Handled("StepStarted", "a step began"),
                Handled("UpgradeRan", "the worker's answer"),
                Handled("PatchGenerated", "the AI service's answer"),
                Handled("UpgradeProved", "the proof engine's answer"),
                Handled("UpgradePublished", "the GitHub app's answer"),
                Query("SELECT controller.upgrades"),
                Create,
                Send,
            ],
            ["Upgrade {UpgradeId} of {Package} ended as {Status}: {Reason}"]),
        new(
            ServiceNames.Worker,
            ["speccursor_upgrade_step_duration_seconds", "speccursor_external_requests_total", "speccursor_external_request_duration_seconds"],
            [
                Handled("RunUpgrade", "the run is taken from the queue"),
                new("upgrade.resolve", "clone, manifest, version", Message + "RunUpgrade", Step),
                new("GET", "a call of the registry", "upgrade.resolve", "http.request.method", "url.full", "server.address", "http.response.status_code"),
                new("upgrade.apply", "the ecosystem's own tool writes the change", Message + "RunUpgrade", Step),
                new("upgrade.test", "the repository's own tests", Message + "RunUpgrade", Step),
                new("sandbox.exec", "a command in the sandbox, below the step that runs it", null, "process.executable.name", "process.exit.code", "speccursor.sandbox.network"),
                Query("UPDATE worker.wolverine_incoming_envelopes"),
                new("EXEC", "what commands print goes to Redis; the first time in a run", null, "db.system.name", "db.operation.name"),
                Create,
                Send,
            ],
            ["Step {Step} of attempt {Attempt} {Status} after {Duration}"]),
        new(
            ServiceNames.AiService,
            ["speccursor_ai_tokens_total", "speccursor_ai_cost_usd_total", "speccursor_external_requests_total", "speccursor_external_request_duration_seconds"],
            [
                Handled("GeneratePatch", "the repair is taken from the queue"),
                new("upgrade.patch", "the repair", Message + "GeneratePatch", [.. Step, "speccursor.patch.provider"]),
                new("ai.generate", "one answer of Claude; prompts and answers are not kept. That of a recipe has the first two attributes", "upgrade.patch", GenAi),
                new("POST", "a call of Anthropic's API", "ai.generate", "http.request.method", "server.address", "http.response.status_code"),
                Query("UPDATE ai_service.wolverine_incoming_envelopes"),
                Create,
                Send,
            ],
            ["{Provider} ended with {Outcome} ({Code}) for {Package} {From} to {To}."]),
        new(
            ServiceNames.ProofEngine,
            ["speccursor_proofs_total", "speccursor_proof_latency_seconds"],
            [
                Handled("ProveAhead", "what will be asked for is proved while the tests run"),
                Handled("ProveUpgrade", "the proof is taken from the queue"),
                new("upgrade.prove", "the proof", Message + "ProveUpgrade", Step),
                new("proof.discharge", "one obligation, given to one solver", null, "speccursor.proof.engine", "speccursor.proof.obligation", "speccursor.proof.status"),
                Query("UPDATE proof_engine.wolverine_incoming_envelopes"),
                Create,
                Send,
            ],
            ["Obligation {Obligation} is {Status} by {Engine} in {DurationMs} ms: {Finding}"]),
    ];

    private static ExpectedSpan Query(string name) =>
        new(name, "a statement, named by what it does to which table (Npgsql)", null, "db.system.name", "db.namespace", "db.query.text", "server.address");

    private static ExpectedSpan Handled(string message, string meaning) => new(Message + message, meaning, "create", [.. Messaging, "speccursor.upgrade.id", "speccursor.correlation_id"]);
}
