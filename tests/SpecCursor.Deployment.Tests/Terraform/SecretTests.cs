using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.ServiceDefaults.Redaction;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>Where secrets are, and are not.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed class SecretTests(ObservabilityModules modules)
{
    private static readonly string[] WriteOnly = ["data_wo", "data_wo_revision", "metadata"];
    private static readonly string[] Telling = ["PASSWORD", "SECRET", "TOKEN", "KEY", "CREDENTIALS"];

    private IEnumerable<TerraformBlock> Blocks => modules.Tree.Modules.SelectMany(module => module.Blocks);

    [Fact]
    public void No_literal_looks_like_a_secret()
    {
        var redactor = new SecretRedactor();
        var literals = modules.Tree.Files.SelectMany(file => Texts(file.Body).Where(text => !text.Contains("${", StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(literals);
        Assert.All(literals, literal => Assert.Equal(literal, redactor.Redact(literal)));
    }

    [Fact]
    public void Secrets_are_read_at_each_run_and_written_where_the_state_does_not_see_them()
    {
        var secrets = Blocks.Where(block => block.Type.StartsWith("kubernetes_secret", StringComparison.Ordinal)).ToList();

        Assert.All(Blocks.Where(block => block.Type.StartsWith("aws_secretsmanager", StringComparison.Ordinal)), block => Assert.Equal("ephemeral", block.Kind));
        Assert.Equal(WriteOnly, Assert.Single(secrets).Body.Select(argument => argument.Key).Where(name => name != "count").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_Kubernetes_secret_refers_to_a_secret()
    {
        var places = modules.Tree.Modules.SelectMany(module => module.References)
            .Where(reference => reference.Segments[0] == "ephemeral").Select(reference => reference.Place).Distinct();

        Assert.Equal(["resource.kubernetes_secret_v1.this.0.data_wo"], places);
    }

    [Fact]
    public void Environment_of_a_program_names_files_of_secrets_and_no_secrets()
    {
        var names = Programs.In(modules.Tree)
            .SelectMany(program => Texts(program.Arguments["env"]).Concat(program.Arguments["env"] is JsonObject env ? env.Select(entry => entry.Key) : []))
            .SelectMany(text => text.Split([' ', '\n', '=', '{', '}', '"'], StringSplitOptions.RemoveEmptyEntries))
            .Where(word => !word.Any(char.IsLower) && Telling.Any(part => word.Contains(part, StringComparison.Ordinal)));

        Assert.Equal(["AWS_SHARED_CREDENTIALS_FILE", "GF_SECURITY_ADMIN_PASSWORD__FILE"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void State_is_encrypted_and_locked()
    {
        var backend = modules.Tree.Root.Bodies("terraform").Single()["backend"]!["s3"]![0]!;

        Assert.True((bool)backend["encrypt"]!);
        Assert.True((bool)backend["use_lockfile"]!);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject body => body.SelectMany(entry => Texts(entry.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
