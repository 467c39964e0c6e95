using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Observability.Stack;

/// <summary>
/// Traces, logs and dashboards beside metrics: the collector, which services send everything to, and what it hands things on to. None
/// waits for another, since all of them retry, and nothing waits for them.
/// </summary>
internal static class StackExtensions
{
    /// <summary>Adds all of it.</summary>
    /// <param name="builder">The application.</param>
    public static void AddObservabilityStack(this SpecCursorBuilder builder)
    {
        if (!builder.HasObservability)
        {
            return;
        }

        builder.AddLoki();
        builder.AddJaeger();
        builder.AddCollector();
        builder.AddGrafana();
    }
}
