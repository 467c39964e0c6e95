namespace SpecCursor.Backing.Monitoring;

/// <summary>The template of notifications that links dashboards, which alerts name by their path: where Grafana is differs from one installation to the next.</summary>
public static class DashboardTemplate
{
    /// <summary>The file, below Alertmanager's configuration.</summary>
    public const string File = "templates/dashboards.tmpl";

    /// <summary>Puts an address in.</summary>
    /// <param name="text">The template as it is without one.</param>
    /// <param name="grafana">Grafana's address, as people reach it; null where there is none, and the text stays.</param>
    public static string Apply(string text, Uri? grafana)
    {
        if (grafana is null)
        {
            return text;
        }

        // An absolute address has neither braces nor quotation marks in it, so that it ends neither the template nor the link.
        var address = grafana.AbsoluteUri.TrimEnd('/');
        return $$$"""
            {{ define "speccursor.dashboard.text" }}Dashboard: {{{address}}}{{ . }}
            {{ end }}
            {{ define "speccursor.dashboard.html" }}<a href="{{{address}}}{{ . }}">Dashboard</a> {{ end }}

            """;
    }
}
