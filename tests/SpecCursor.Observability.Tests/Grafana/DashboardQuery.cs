namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>A query of a dashboard, with values in the place of Grafana's variables.</summary>
/// <param name="Dashboard">The dashboard's title.</param>
/// <param name="Panel">The panel's title, or what else asks.</param>
/// <param name="RefId">The target of the panel.</param>
/// <param name="Expression">PromQL or LogQL that the data source can take as it is.</param>
/// <param name="Unit">The unit in which the panel shows the values, if it has one.</param>
/// <param name="IsInstant">Whether the value now is asked for, and not a range.</param>
internal sealed record DashboardQuery(string Dashboard, string Panel, string RefId, string Expression, string? Unit, bool IsInstant)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Dashboard} / {Panel} / {RefId}: {Expression}";
}
