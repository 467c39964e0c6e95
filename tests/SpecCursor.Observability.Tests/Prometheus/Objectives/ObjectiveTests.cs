using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Prometheus.Objectives;

/// <summary>The rules of the objectives say what the objectives say.</summary>
public sealed class ObjectiveTests
{
    private const string WriteVariable = "SPECCURSOR_WRITE_RULES";

    private static readonly ObjectivesFile s_file = ObjectivesFile.Read();

    [Fact]
    public void Recorded_ratios_are_those_of_the_objectives() => RequireMade("recording-slo.yml", BurnRateRules.Recordings(s_file));

    [Fact]
    public void Alerts_are_those_of_the_objectives() => RequireMade("alerts-slo.yml", BurnRateRules.Alerts(s_file));

    [Fact]
    public void Budget_that_burns_faster_is_told_sooner_and_with_more_weight()
    {
        Assert.Equal(s_file.Windows.OrderByDescending(window => window.BurnRate), s_file.Windows);
        Assert.Equal(s_file.Windows.OrderBy(window => window.Severity, StringComparer.Ordinal), s_file.Windows);
        Assert.All(s_file.Windows, window => Assert.Contains(window.Severity, new[] { "critical", "warning" }));

        // 100 % of errors have to reach it.
        Assert.All(s_file.All, objective => Assert.InRange(objective.Budget * s_file.Windows[0].BurnRate, 0.0001m, 0.9999m));
    }

    private static void RequireMade(string name, string made)
    {
        var path = Repository.PathOf($"{RuleFiles.Directory}/rules/{name}");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(
            File.ReadAllText(path) == made, $"{name} is not what {ObjectivesFile.Path} says now. Set {WriteVariable}=1 and run this test to make it again.");
    }
}
