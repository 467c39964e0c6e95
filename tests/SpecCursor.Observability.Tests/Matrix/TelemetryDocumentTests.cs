using SpecCursor.ServiceDefaults.Telemetry.Catalogue;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Matrix;

/// <summary>The page says what the code does.</summary>
public sealed class TelemetryDocumentTests
{
    private const string Path = "docs/telemetry.md";
    private const string WriteVariable = "SPECCURSOR_WRITE_DOCS";

    [Fact]
    public void Page_is_what_is_made_from_the_code()
    {
        var made = TelemetryDocument.Write();
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            File.WriteAllText(Repository.PathOf(Path), made);
        }

        Assert.True(
            File.Exists(Repository.PathOf(Path)) && File.ReadAllText(Repository.PathOf(Path)) == made,
            $"{Path} is not what the code says now. Set {WriteVariable}=1 and run this test to make it again.");
    }

    [Fact]
    public void Matrix_has_every_service_and_no_metric_that_the_catalogue_lacks_or_gives_to_others()
    {
        Assert.Equal(ServiceNames.All.Order(), SignalMatrix.All.Select(signals => signals.Service).Order());
        Assert.All(SignalMatrix.All, signals => Assert.All(signals.Metrics, metric => Assert.Contains(
            MetricCatalogue.All, defined => defined.Name == metric && (defined.Services.Count == 0 || defined.Services.Contains(signals.Service)))));
    }
}
