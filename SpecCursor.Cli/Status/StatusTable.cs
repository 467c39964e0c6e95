using SpecCursor.Contracts.Operations;
using Spectre.Console;

namespace SpecCursor.Cli.Status;

/// <summary>The status for a person.</summary>
internal static class StatusTable
{
    public static void Write(IAnsiConsole console, ApplicationStatus status)
    {
        console.MarkupLineInterpolated($"[bold]{status.State.ToString().ToLowerInvariant()}[/] in {status.Mode} mode ({status.ModeReason}), process {status.ProcessId}");
        var resources = new Table().Border(TableBorder.Rounded).AddColumns("Resource", "State", "Health", "Address", "Remark");
        foreach (var resource in status.Resources)
        {
            resources.AddRow(
                new Text(resource.Name),
                new Text(resource.State),
                new Text(resource.Health, new Style(Colour(resource.Health))),
                new Text(resource.Url ?? string.Empty),
                new Text(resource.Detail ?? string.Empty));
        }

        console.Write(resources);
        var addresses = new Grid().AddColumns(2);
        AddAddress(addresses, "Console", status.Addresses.Console);
        AddAddress(addresses, "API", status.Addresses.Api);
        AddAddress(addresses, "GitHub app", status.Addresses.GitHubApp);
        AddAddress(addresses, "Dashboard", status.Addresses.Dashboard);
        AddAddress(addresses, "Prometheus", status.Addresses.Prometheus);
        AddAddress(addresses, "Alertmanager", status.Addresses.Alertmanager);
        AddAddress(addresses, "Grafana", status.Addresses.Grafana);
        AddAddress(addresses, "Jaeger", status.Addresses.Jaeger);
        console.Write(addresses);
    }

    private static void AddAddress(Grid grid, string name, string? address)
    {
        if (address is not null)
        {
            grid.AddRow(new Text(name), new Text(address));
        }
    }

    private static Color Colour(string health) => health switch
    {
        "healthy" => Color.Green,
        "unhealthy" => Color.Red,
        _ => Color.Yellow,
    };
}
