using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>What an auditor of the account would ask for.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed class InfrastructureTests(ObservabilityModules modules)
{
    private static readonly string[] LogTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

    [Fact]
    public void Cluster_encrypts_its_secrets_and_logs_everything()
    {
        var cluster = Only("aws_eks_cluster");

        Assert.Equal("""["secrets"]""", cluster.At("encryption_config")["resources"]!.ToJsonString());
        Assert.Equal("${var.key_arns.cluster}", (string?)cluster.At("encryption_config.provider")["key_arn"]);
        Assert.Equal("${local.control_plane_logs}", (string?)cluster.Body["enabled_cluster_log_types"]);
        Assert.Equal(LogTypes, Module("cluster").Locals["control_plane_logs"]!.AsArray().Select(type => (string)type!));
    }

    [Fact]
    public void Control_plane_is_private_unless_addresses_are_named()
    {
        var network = Only("aws_eks_cluster").At("vpc_config");

        Assert.True((bool)network["endpoint_private_access"]!);
        Assert.Equal("${length(var.public_access_cidrs) > 0}", (string?)network["endpoint_public_access"]);
        Assert.Empty(modules.Tree.Root.Variables["public_access_cidrs"]["default"]!.AsArray());
    }

    [Fact]
    public void Nodes_have_encrypted_disks_and_keep_their_role_to_themselves()
    {
        var template = Only("aws_launch_template");

        Assert.True((bool)template.At("block_device_mappings.ebs")["encrypted"]!);
        Assert.Equal("required", (string?)template.At("metadata_options")["http_tokens"]);
        Assert.Equal(1, (int)template.At("metadata_options")["http_put_response_hop_limit"]!);
    }

    [Fact]
    public void Network_policies_are_enforced() =>
        Assert.Contains("enableNetworkPolicy = \"true\"", Module("cluster").Locals["addons_before_nodes"]!["vpc-cni"]!["configuration"]!.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Roles_of_pods_are_bound_to_one_service_account()
    {
        var trust = Module("irsa").Blocks.Single(block => block.Address == "data.aws_iam_policy_document.trust").At("statement");
        var conditions = TerraformBlock.Nested(trust, "condition");

        Assert.All(conditions, condition => Assert.Equal("StringEquals", (string?)condition["test"]));
        Assert.Equal(["${local.issuer}:sub", "${local.issuer}:aud"], conditions.Select(condition => (string)condition["variable"]!));
    }

    [Fact]
    public void Loki_has_the_service_account_that_its_role_is_bound_to() =>
        Assert.Equal(Programs.In(modules.Tree).Single(program => program.Module.Name == "loki").Name, (string?)modules.Tree.Root.Calls["loki_role"]["service_account"]);

    [Fact]
    public void Every_key_is_rotated_and_every_log_group_encrypted_and_finite()
    {
        Assert.All(All("aws_kms_key"), key => Assert.True((bool)key.Body["enable_key_rotation"]!));
        Assert.Equal(2, All("aws_cloudwatch_log_group").Count);
        Assert.All(All("aws_cloudwatch_log_group"), group =>
        {
            Assert.NotNull(group.Body["kms_key_id"]);
            Assert.NotNull(group.Body["retention_in_days"]);
        });
    }

    [Fact]
    public void Every_bucket_is_private_versioned_encrypted_and_reached_over_TLS()
    {
        Assert.Single(All("aws_s3_bucket"));
        var access = Only("aws_s3_bucket_public_access_block").Body;
        Assert.All(new[] { "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets" }, name => Assert.True((bool)access[name]!));
        Assert.Equal("Enabled", (string?)Only("aws_s3_bucket_versioning").At("versioning_configuration")["status"]);
        Assert.Equal("aws:kms", (string?)Only("aws_s3_bucket_server_side_encryption_configuration").At("rule.apply_server_side_encryption_by_default")["sse_algorithm"]);
        var policy = Module("storage").Blocks.Single(block => block.Address == "data.aws_iam_policy_document.bucket");
        Assert.Equal("Deny", (string?)policy.At("statement")["effect"]);
        Assert.Equal("aws:SecureTransport", (string?)policy.At("statement.condition")["variable"]);
        Assert.Equal("""["false"]""", policy.At("statement.condition")["values"]!.ToJsonString());
        Assert.NotEmpty(TerraformBlock.Nested(Only("aws_s3_bucket_lifecycle_configuration").At("rule"), "noncurrent_version_expiration"));
    }

    [Fact]
    public void Volumes_are_encrypted_by_our_key_and_outlive_their_claims()
    {
        var storage = Only("kubernetes_storage_class_v1").Body;

        Assert.Contains("encrypted = \"true\", kmsKeyId = var.key_arn", (string?)storage["parameters"], StringComparison.Ordinal);
        Assert.Equal("Retain", (string?)storage["reclaim_policy"]);
    }

    [Fact]
    public void Backups_pick_what_volumes_and_buckets_are_tagged_with()
    {
        var calls = modules.Tree.Root.Calls;

        Assert.All(
            new[] { calls["backup"]["tags"], calls["platform"]["volume_tags"], calls["storage"]["backup_tags"] },
            tags => Assert.Equal("${local.backup_tags}", (string?)tags));
        Assert.NotNull(Only("aws_backup_vault").Body["kms_key_arn"]);
        Assert.NotNull(Only("aws_backup_plan").At("rule.lifecycle")["delete_after"]);
    }

    [Fact]
    public void Traffic_of_the_network_is_logged_and_the_default_security_group_lets_nobody_through()
    {
        Assert.Equal("ALL", (string?)Only("aws_flow_log").Body["traffic_type"]);
        Assert.Equal(["vpc_id"], Only("aws_default_security_group").Body.Select(argument => argument.Key));
    }

    [Fact]
    public void No_policy_but_that_of_a_key_allows_everything()
    {
        var wide = from module in modules.Tree.Modules
                   from document in module.Blocks.Where(block => block.Type == "aws_iam_policy_document")
                   from statement in TerraformBlock.Nested(document.Body, "statement").Where(statement => (string?)statement["effect"] != "Deny")
                   where Has(statement["actions"], "*") || Has(statement["resources"], "*")
                   select module.Name;

        Assert.Equal(["key"], wide.Distinct());
    }

    private static bool Has(JsonNode? list, string value) => list is JsonArray items && items.Any(item => item?.ToString() == value);

    private TerraformModule Module(string name) => modules.Tree.Modules.Single(module => module.Name == name);

    private IReadOnlyList<TerraformBlock> All(string type) => [.. modules.Tree.Modules.SelectMany(module => module.Blocks).Where(block => block.Type == type)];

    private TerraformBlock Only(string type) => Assert.Single(All(type));
}
