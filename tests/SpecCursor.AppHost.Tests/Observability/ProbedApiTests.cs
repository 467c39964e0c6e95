using System.Net;
using SpecCursor.AppHost.Observability;

namespace SpecCursor.AppHost.Tests.Observability;

/// <summary>What is probed from outside.</summary>
public sealed class ProbedApiTests
{
    private static readonly ProbedApi[] Called =
    [
        new("npm", "worker", new Uri("https://npm.company.example/")),
        new("github", "github-app", new Uri("https://api.github.com/")),
    ];

    [Fact]
    public void What_is_reached_through_a_proxy_is_not_probed()
    {
        var proxy = new WebProxy("http://proxy.example:3128", BypassOnLocal: true, [@"npm\.company\.example"]);

        Assert.Equal(["npm"], ProbedApi.ReachedDirectly(Called, proxy).Select(api => api.Api));
    }

    [Fact]
    public void Everything_that_is_called_is_probed_where_there_is_no_proxy() =>
        Assert.Equal(Called, ProbedApi.ReachedDirectly(Called, new WebProxy()));
}
