using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Terraform.Hcl;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform.Validations;

/// <summary>What variables take, and what they refuse: the values stand in <c>values.json</c>.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed class ValidationTests(ObservabilityModules modules)
{
    private readonly JsonObject _values = JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests/SpecCursor.Deployment.Tests/Terraform/Validations/values.json")))!.AsObject();

    private IEnumerable<Validation> All => modules.Tree.Modules.SelectMany(Validation.Of);

    [Fact]
    public async Task Every_good_value_and_every_default_passes_every_validation()
    {
        var cases = All.SelectMany(validation => Given(validation, "good").Concat(Defaults(validation)).Select(value => (Validation: validation, Value: value))).ToList();
        var answers = await AskAsync(cases);

        Assert.True(cases.Count > 100);
        Assert.All(cases.Zip(answers), one => Assert.True(one.Second == "true", $"{Name(one.First)}: {one.Second}"));
    }

    [Fact]
    public async Task Every_wrong_value_is_refused_by_a_validation_or_its_type()
    {
        var cases = All.SelectMany(validation => Given(validation, "wrong").Select(value => (Validation: validation, Value: value))).ToList();
        var answers = await AskAsync(cases);

        Assert.All(
            cases.Zip(answers).GroupBy(one => (one.First.Validation.Module.Name, one.First.Validation.Variable, one.First.Value?.ToJsonString())),
            one => Assert.True(one.Any(answer => answer.Second != "true"), $"{Name(one.First().First)} is taken"));
    }

    /// <summary>A validation that stands in several modules is tried in one of them.</summary>
    [Fact]
    public async Task Every_validation_refuses_something()
    {
        var cases = All.SelectMany(validation => Given(validation, "wrong").Select(value => (Validation: validation, Value: value))).ToList();
        var answers = await AskAsync(cases);
        var refusing = cases.Zip(answers).Where(one => one.Second == "false").Select(one => (one.First.Validation.Variable, one.First.Validation.Condition)).ToHashSet();

        Assert.Empty(All.Where(validation => !refusing.Contains((validation.Variable, validation.Condition))).Select(validation => $"{validation.Module.Name}, var.{validation.Variable}: {validation.Condition}"));
    }

    [Fact]
    public void Values_are_of_variables_that_there_are() => Assert.All(_values, module => Assert.Subset(
        modules.Tree.Modules.Single(one => one.Name == module.Key).Variables.Keys.ToHashSet(), module.Value!.AsObject().Select(variable => variable.Key).ToHashSet()));

    /// <summary>The reader says what Terraform says, and says so where it does not know.</summary>
    [Theory]
    [InlineData("var.a > 1 && var.a < 3", "2", "true")]
    [InlineData("var.a > 1 && !(var.a < 3)", "2", "false")]
    [InlineData("var.a >= 2 || var.a == 0", "1", "false")]
    [InlineData("contains([1, 2], var.a)", "2", "true")]
    [InlineData("floor(var.a) == var.a", "1.5", "false")]
    [InlineData("can(cidrhost(\"10.0.0.0/8\", 0))", "0", "true")]
    [InlineData("can(cidrhost(\"10.0.0.256/8\", 0))", "0", "false")]
    [InlineData("can(regex(\"^1\\\\.[0-9]$\", \"1.5\"))", "0", "true")]
    [InlineData("can(regex(\"^1\\\\.[0-9]$\", \"1x5\"))", "0", "false")]
    [InlineData("can(regex(\"^[a-z]$\", \"ab\")) ? false : true", "0", "true")]
    [InlineData("alltrue([for text in [\"a\", \"b\"] : length(text) == 1])", "0", "true")]
    [InlineData("can(timestamp())", "0", "timestamp is not known here")]
    [InlineData("var.a > 1", "\"2\"", "true")]
    [InlineData("var.a > 1", "\"two\"", "it is no number")]
    public async Task Conditions_come_to_what_they_come_to_in_Terraform(string condition, string value, string answer) =>
        Assert.Equal([answer], await modules.EvaluateAsync([new HclQuestion(condition, new Dictionary<string, HclVariable> { ["a"] = new("number", JsonNode.Parse(value)) })]));

    private async Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<(Validation Validation, JsonNode? Value)> cases) =>
        await modules.EvaluateAsync([.. cases.Select(one => one.Validation.Of(one.Value, Others(one.Validation)))]);

    private JsonArray Given(Validation validation, string kind) => _values[validation.Module.Name]?[validation.Variable]?[kind]?.AsArray() ?? [];

    private static IEnumerable<JsonNode?> Defaults(Validation validation) =>
        validation.Module.Variables[validation.Variable].TryGetPropertyValue("default", out var value) ? [value] : [];

    // The default of another variable, or else its first good value.
    private Dictionary<string, JsonNode?> Others(Validation validation) => validation.Module.Variables.ToDictionary(
        variable => variable.Key,
        variable => variable.Value.TryGetPropertyValue("default", out var value) ? value : _values[validation.Module.Name]?[variable.Key]?["good"]?[0]);

    private static string Name((Validation Validation, JsonNode? Value) one) => $"{one.Validation.Module.Name}, var.{one.Validation.Variable} = {one.Value?.ToJsonString() ?? "null"}";
}
