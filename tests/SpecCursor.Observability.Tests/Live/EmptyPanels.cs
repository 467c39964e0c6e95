using SpecCursor.Observability.Tests.Grafana;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>The panels that may be empty here, and why. What is not listed must show data.</summary>
internal static class EmptyPanels
{
    private static readonly (string InExpression, string Reason)[] s_reasons =
    [
        ("kube_", "there is no Kubernetes"),
        ("container_", "there is no Kubernetes"),
        ("traces_", "there is no collector, which makes them"),
        ("-deriv(node_filesystem_avail_bytes", "a disk that does not fill up has no time at which it is full"),
        ("status=~\"4xx|rate_limited\"", "no registry refused anything"),
        ("speccursor_remediations_total", "no alert called for a response; AlertTests has one that does"),
        ("ALERTS{alertstate=\"firing\",alertname!=\"Watchdog\"", "nothing was wrong; AlertTests has what fires"),
        ("severity=\"critical\"", "nothing critical happened; AlertTests has what does"),
    ];

    /// <summary>Why a query may find nothing; null where it must find something.</summary>
    public static string? ReasonOf(DashboardQuery query) =>
        s_reasons.Where(reason => query.Expression.Contains(reason.InExpression, StringComparison.Ordinal)).Select(reason => reason.Reason).FirstOrDefault();
}
