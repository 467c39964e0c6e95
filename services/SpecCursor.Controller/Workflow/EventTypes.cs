namespace SpecCursor.Controller.Workflow;

/// <summary>The types of events.</summary>
internal static class EventTypes
{
    public const string Created = "upgrade.created";
    public const string Waiting = "upgrade.waiting";
    public const string Admitted = "upgrade.admitted";
    public const string StepStarted = "step.started";
    public const string StepEnded = "step.ended";
    public const string StepRedispatched = "step.redispatched";
    public const string Retried = "upgrade.retried";
    public const string Resumed = "upgrade.resumed";
    public const string Duplicate = "upgrade.duplicate";
    public const string Ended = "upgrade.ended";
}
