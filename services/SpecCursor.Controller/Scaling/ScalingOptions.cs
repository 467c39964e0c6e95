using Microsoft.Extensions.Options;

namespace SpecCursor.Controller.Scaling;

/// <summary>Which services the host can run more of. Read from <c>SpecCursor:Controller:Scaling</c>, a section for each service.</summary>
public sealed class ScalingOptions
{
    /// <summary>Where it is read from.</summary>
    public const string Section = "SpecCursor:Controller:Scaling";

    /// <summary>By the service's name; empty where the host can run no more of any.</summary>
    [ValidateEnumeratedItems]
    public IDictionary<string, ServiceScale> Services { get; } = new Dictionary<string, ServiceScale>(StringComparer.Ordinal);
}
