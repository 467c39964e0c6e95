using SpecCursor.Cli.Rehearsals.Claude;
using SpecCursor.Cli.Rehearsals.Harms;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>The alerts whose condition can be made on one machine within minutes.</summary>
internal static class RehearsalCatalogue
{
    // Two tries and not five before the worker gives a message up, and all messages at once: each try waits for the registry for a quarter of a minute.
    private static readonly Dictionary<string, string> WithoutRegistry = new()
    {
        ["SpecCursor__Worker__Node__Registry"] = "http://127.0.0.1:9/",
        ["SpecCursor__Messaging__RetryDelays__0"] = "00:00:01",
        ["SpecCursor__Worker__Parallelism"] = "16",
    };

    private static readonly Dictionary<string, string> OneAfterTheOther = new() { ["SpecCursor__Worker__Parallelism"] = "1" };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Rehearsal> All { get; } =
    [
        new("AiCostHigh", "has a fake of Anthropic's API bill six million tokens for a patch", (app, stop) => Upgrades.RequestBreakingAsync(app, 1, stop)) { Claude = FakeAnswers.DearNoRepair },
        new("AiPatchSlow", "has a fake of Anthropic's API take over half a minute for each of three patches", (app, stop) => Upgrades.RequestBreakingAsync(app, 3, stop)) { Claude = FakeAnswers.SlowNoRepair },
        new("AiPatchesFailing", "has a fake of Anthropic's API find no repair for eight upgrades", (app, stop) => Upgrades.RequestBreakingAsync(app, 8, stop)) { Claude = FakeAnswers.NoRepair },
        new("AiTokensHigh", "has a fake of Anthropic's API bill 900,000 tokens for a patch", (app, stop) => Upgrades.RequestBreakingAsync(app, 1, stop)) { Claude = FakeAnswers.LongNoRepair },
        new("AnthropicUnreachable", "has Anthropic's API probed at an address where nobody listens", (app, stop) => Monitoring.ProbeNobodyAsync(app, "anthropic", "ai-service", stop)),
        new("ApiAuthFailureBurst", "calls the API 120 times with a wrong key", (app, stop) => Calls.CallWithWrongKeyAsync(app, 120, stop)),
        new("ApiAuthFailures", "calls the API 15 times with a wrong key", (app, stop) => Calls.CallWithWrongKeyAsync(app, 15, stop)),
        new("ConfigurationNotLoaded", "breaks Prometheus' configuration and has it loaded again", Monitoring.BreakConfigurationAsync),
        new("DatabaseConnectionsHigh", "opens nine tenths of the connections that Postgres allows", Database.OccupyConnectionsAsync),
        new("DatabaseDown", "ends Postgres", (app, _) => Processes.EndAsync(app, "postgres")),
        new("DatabasePoolExhausted", "has 110 callers of the API wait for a lock in the database", Calls.CrowdAsync),
        new("DeadLetterBurst", "asks for 13 upgrades while the registry is out of reach", (app, stop) => Upgrades.RequestPassingAsync(app, 13, stop)) { Prepare = _ => WithoutRegistry },
        new("DeadLetters", "asks for two upgrades while the registry is out of reach", (app, stop) => Upgrades.RequestPassingAsync(app, 2, stop)) { Prepare = _ => WithoutRegistry },
        new("EcosystemFailing", "asks for eight upgrades of repositories that are not there", (app, stop) => Upgrades.RequestImpossibleAsync(app, 8, "node", stop)),
        new("ExporterDown", "ends the exporter of Redis", (app, _) => Processes.EndAsync(app, "redis-exporter")),
        new("ExternalApiRateLimited", "has a fake of Anthropic's API turn every call away as one too many", (app, stop) => Upgrades.RequestBreakingAsync(app, 2, stop)) { Claude = FakeAnswers.RateLimited },
        new("GitHubUnreachable", "has GitHub probed at an address where nobody listens", (app, stop) => Monitoring.ProbeNobodyAsync(app, "github", "github-app", stop)),
        new("HostCpuHigh", "keeps every processor of the machine busy", (_, stop) => Processes.BurnAsync(stop)) { Patience = TimeSpan.FromMinutes(6) },
        new("NotificationsFailing", "has the pager turn down what it is sent, and ends the proof engine", (app, _) => Monitoring.LosePagerAsync(app)),
        new("ProofsFailing", "puts a program that fails in the place of z3, and asks for three upgrades", (app, stop) => Solver.SpoilAsync(app, 3, stop)) { Prepare = Solver.Link },
        new("QueueBacklog", "asks for 140 upgrades while the worker, which does one after the other, is busy", (app, stop) => Upgrades.QueueAsync(app, 140, stop)) { Prepare = _ => OneAfterTheOther },
        new("QueueOldestMessage", "asks for 40 upgrades while the worker, which does one after the other, is busy for over five minutes", (app, stop) => Upgrades.QueueAsync(app, 40, stop)) { Prepare = _ => OneAfterTheOther, Patience = TimeSpan.FromMinutes(7) },
        new("QueuesNotMeasured", "locks the tables of all queues, where the controller measures them, and waits for two minutes", Database.LockQueuesAsync) { Patience = TimeSpan.FromMinutes(5) },
        new("RedisDown", "ends Redis", (app, _) => Processes.EndAsync(app, "redis")),
        new("RedisMemoryHigh", "puts 232 MiB into Redis, of the 256 that it may hold", Cache.FillAsync),
        new("RegistryUnreachable", "has a registry probed at an address where nobody listens", (app, stop) => Monitoring.ProbeNobodyAsync(app, "npm", "worker", stop)),
        new("RemediationFailed", "takes a table away and has the controller look for overdue steps in it", Monitoring.RespondInVainAsync),
        new("RequestsSlow", "has 45 calls of the API wait for a lock in the database for half a minute", Calls.CallSlowlyAsync),
        new("RuleEvaluationFailing", "gives Prometheus a rule that it can read and not evaluate", Monitoring.AddBrokenRuleAsync),
        new("SandboxEscapeAttempt", "asks for an upgrade of a repository whose lockfile sends npm to where clouds keep a machine's credentials", Upgrades.RequestEscapingAsync),
        new("SecretLeakAttempt", "has a fake of Anthropic's API put a key into a patch", (app, stop) => Upgrades.RequestBreakingAsync(app, 1, stop)) { Claude = FakeAnswers.SecretInPatch },
        new("ServiceDown", "ends the proof engine", (app, _) => Processes.EndAsync(app, "proof-engine")),
        new("ServiceErrorsHigh", "ends Postgres and calls the API five times a second", Calls.CallInVainAsync),
        new("ServiceInstanceDown", "has Prometheus scrape a second worker, where nobody listens", (app, stop) => Monitoring.AddSilentInstanceAsync(app, "worker", stop)),
        new("ServiceMissing", "takes the proof engine out of what Prometheus scrapes", (app, stop) => Monitoring.ForgetAsync(app, "proof-engine", stop)),
        new("SuspiciousActivity", "sends a signed command that names a package outside its registry (../)", Deliveries.SendTraversalAsync),
        new("UpgradeFailureRatioHigh", "has two upgrades succeed, and then eight fail", Upgrades.FailAfterSuccessAsync),
        new("UpgradeStepSlow", "asks for upgrades of three repositories whose tests take over half a minute", (app, stop) => Upgrades.RequestSlowAsync(app, 3, stop)),
        new("Watchdog", "does nothing: it always fires, and says that alerts get through", (_, _) => Task.CompletedTask),
        new("WebhookBudgetBurn", "ends Postgres and sends a signed delivery five times a second", Deliveries.LoseAsync),
        new("WebhookSignatureBurst", "sends 60 deliveries with a wrong signature", (app, stop) => Deliveries.SendWronglySignedAsync(app, 60, stop)),
        new("WebhookSignatureFailures", "sends 12 deliveries with a wrong signature", (app, stop) => Deliveries.SendWronglySignedAsync(app, 12, stop)),
    ];

    /// <summary>The rehearsal of an alert; null where there is none.</summary>
    public static Rehearsal? Find(string alert) => All.FirstOrDefault(rehearsal => string.Equals(rehearsal.Alert, alert, StringComparison.OrdinalIgnoreCase));
}
