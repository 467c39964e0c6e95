namespace SpecCursor.ServiceDefaults.Health;

/// <summary>The tags that put a health check behind an endpoint.</summary>
public static class HealthTags
{
    /// <summary>The process itself: failing means that it should be restarted.</summary>
    public const string Live = "live";

    /// <summary>What the process needs: failing means that it should get no work.</summary>
    public const string Ready = "ready";
}
