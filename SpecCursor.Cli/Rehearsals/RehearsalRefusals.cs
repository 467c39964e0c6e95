namespace SpecCursor.Cli.Rehearsals;

/// <summary>The alerts whose condition is not made here, each with the reason.</summary>
internal static class RehearsalRefusals
{
    private const string NoCluster = "it is about a cluster of Kubernetes, and there is none here";

    /// <summary>By name, the reasons as clauses.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["AlertmanagerMissing"] = "nobody is notified while there is no Alertmanager, so that nothing could arrive",
        ["ContainerMemoryHigh"] = NoCluster,
        ["ExternalApiSlow"] = "twenty calls of another party would have to take over half a minute each, and as many upgrades to make them",
        ["HostDiskFull"] = "a disk of this machine would have to be filled, which other programs need, too",
        ["HostDiskFullSoon"] = "it looks at six hours of a disk that fills up",
        ["HostMemoryHigh"] = "the memory of this machine would have to be filled, which other programs need, too",
        ["NodeNotReady"] = NoCluster,
        ["PodRestarting"] = NoCluster,
        ["ProofRefutationsHigh"] = "an upgrade that breaks most of its obligations at once is not known",
        ["ProofSlow"] = "an obligation that a solver takes over half a minute for is not known",
        ["QueueStuck"] = "a message would have to wait for half an hour",
        ["ServiceCpuHigh"] = "a service would have to be busy for over four minutes, and has no work that takes as much",
        ["UpgradeBudgetBurn"] = "ten upgrades would have to take over five minutes each and then end",
    };
}
