using SpecCursor.Contracts.Messages;

namespace SpecCursor.Messaging;

/// <summary>Which message goes to which queue: the arrows of the architecture diagram, in one place.</summary>
internal static class MessageRoutes
{
    public static IReadOnlyDictionary<Type, ServiceQueue> All { get; } = new Dictionary<Type, ServiceQueue>
    {
        [typeof(UpgradeRequested)] = ServiceQueue.Controller,
        [typeof(RunUpgrade)] = ServiceQueue.Worker,
        [typeof(StepStarted)] = ServiceQueue.Controller,
        [typeof(UpgradeRan)] = ServiceQueue.Controller,
        [typeof(GeneratePatch)] = ServiceQueue.AiService,
        [typeof(PatchGenerated)] = ServiceQueue.Controller,
        [typeof(ProveAhead)] = ServiceQueue.ProofEngine,
        [typeof(ProveUpgrade)] = ServiceQueue.ProofEngine,
        [typeof(UpgradeProved)] = ServiceQueue.Controller,
        [typeof(PublishUpgrade)] = ServiceQueue.GitHubApp,
        [typeof(RevokePublication)] = ServiceQueue.GitHubApp,
        [typeof(UpgradePublished)] = ServiceQueue.Controller,
        [typeof(StepFaulted)] = ServiceQueue.Controller,
    };
}
