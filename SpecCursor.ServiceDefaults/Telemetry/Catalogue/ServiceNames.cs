namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>The services as they are named in resources, traces and the <c>service</c> label.</summary>
public static class ServiceNames
{
    /// <summary>The upgrade workflow, the API and the console.</summary>
    public const string Controller = "controller";

    /// <summary>Deliveries in, pull requests out.</summary>
    public const string GitHubApp = "github-app";

    /// <summary>Upgrades in the sandbox.</summary>
    public const string Worker = "worker";

    /// <summary>Repairs.</summary>
    public const string AiService = "ai-service";

    /// <summary>Proofs.</summary>
    public const string ProofEngine = "proof-engine";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Controller, GitHubApp, Worker, AiService, ProofEngine];
}
