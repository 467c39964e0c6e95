using SpecCursor.Backing.Monitoring;
using SpecCursor.Testing;

namespace SpecCursor.Backing.Tests.Monitoring;

/// <summary>Where notifications lead.</summary>
public sealed class DashboardTemplateTests
{
    private static string Original => File.ReadAllText(Repository.PathOf("containers/alertmanager/" + DashboardTemplate.File));

    [Fact]
    public void Without_an_address_nothing_is_linked() => Assert.Equal(Original, DashboardTemplate.Apply(Original, grafana: null));

    [Theory]
    [InlineData("https://grafana.example", "https://grafana.example{{ . }}")]
    [InlineData("https://example.org/grafana/", "https://example.org/grafana{{ . }}")]
    [InlineData("https://example.org/{{ .x }}\"><b>", "https://example.org/%7B%7B%20.x%20%7D%7D%22%3E%3Cb%3E{{ . }}")]
    public void An_address_stands_before_the_path_and_breaks_out_of_nothing(string address, string link)
    {
        var text = DashboardTemplate.Apply(Original, new Uri(address));

        Assert.Contains($"Dashboard: {link}\n", text, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{link}\">", text, StringComparison.Ordinal);
        foreach (var name in new[] { "speccursor.dashboard.text", "speccursor.dashboard.html" })
        {
            Assert.Equal(2, text.Split($"define \"{name}\"").Length);
            Assert.Equal(2, Original.Split($"define \"{name}\"").Length);
        }
    }
}
