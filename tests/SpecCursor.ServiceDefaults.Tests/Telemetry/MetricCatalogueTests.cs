using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;
using SpecCursor.ServiceDefaults.Telemetry.Exposition;

namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

public sealed class MetricCatalogueTests
{
    /// <summary>The design's table: dashboards and alerts are written against these names.</summary>
    private static readonly string[] Design =
    [
        "speccursor_upgrades_total counter ecosystem,status",
        "speccursor_upgrade_duration_seconds histogram ecosystem,status",
        "speccursor_upgrade_step_duration_seconds histogram ecosystem,step,status",
        "speccursor_active_jobs gauge queue",
        "speccursor_queue_depth gauge queue",
        "speccursor_queue_oldest_age_seconds gauge queue",
        "speccursor_dead_letters_total counter queue",
        "speccursor_ai_patches_total counter ecosystem,provider,status",
        "speccursor_ai_patch_duration_seconds histogram provider,status",
        "speccursor_ai_tokens_total counter model,kind",
        "speccursor_ai_cost_usd_total counter model",
        "speccursor_proofs_total counter engine,obligation,status",
        "speccursor_proof_latency_seconds histogram engine,obligation,status",
        "speccursor_webhooks_total counter event,outcome",
        "speccursor_webhook_signature_failures_total counter reason",
        "speccursor_api_auth_failures_total counter reason",
        "speccursor_suspicious_activity_total counter kind",
        "speccursor_external_requests_total counter api,status",
        "speccursor_external_request_duration_seconds histogram api,status",
        "speccursor_remediations_total counter action,outcome",
    ];

    public static TheoryData<string> Names => [.. MetricCatalogue.All.Select(metric => metric.Name)];

    [Fact]
    public void Catalogue_is_what_the_design_says() => Assert.Equal(Design, MetricCatalogue.All.Select(Line));

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_follows_from_instrument_unit_and_kind(string name)
    {
        var metric = Find(name);

        Assert.Equal(name, PrometheusNaming.MetricName(metric.Instrument, metric.Unit, metric.Kind));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_histograms_have_buckets_and_these_ascend(string name)
    {
        var metric = Find(name);

        Assert.Equal(metric.Kind == MetricKind.Histogram, metric.Buckets.Count > 0);
        Assert.Equal(metric.Buckets.Distinct().Order(), metric.Buckets);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Series_of_a_metric_are_bounded(string name)
    {
        var combinations = Find(name).Labels.Aggregate(1L, (product, label) => product * ((label.IsClosed ? label.Values.Count : label.MaximumValues) + 1));

        Assert.InRange(combinations, 1, 1000);
    }

    [Fact]
    public void Label_values_are_those_of_the_contracts()
    {
        Assert.Equal(Ecosystems.All, MetricLabels.Ecosystem.Values);
        Assert.Equal(Lower<UpgradeStep>(), MetricLabels.Step.Values);
        Assert.Equal(Lower<StepStatus>().Except(["running"]), MetricLabels.StepStatus.Values);
        Assert.Equal(Lower<UpgradeStatus>().Except(["queued", "running"]), MetricLabels.UpgradeStatus.Values);
        Assert.Equal(Lower<ObligationStatus>(), MetricLabels.ProofStatus.Values);
    }

    /// <summary>What no contract has: dashboards, alerts and the design are written against these.</summary>
    [Theory]
    [InlineData("provider", "claude,recipes")]
    [InlineData("status of a patch", "accepted,rejected,failed")]
    [InlineData("kind of tokens", "input,output,cache_read,cache_write")]
    [InlineData("engine", "lean,z3,cvc5")]
    [InlineData("outcome of a delivery", "accepted,duplicate,ignored,rejected,failed")]
    [InlineData("reason of a signature failure", "missing,malformed,mismatch,throttled")]
    [InlineData("reason of a refused call", "missing,invalid,forbidden")]
    [InlineData("kind of suspicious activity", "sandbox_escape,egress_denied,network_denied,limit_exceeded,path_traversal,secret_leak,patch_out_of_scope,replay")]
    [InlineData("api", "github,anthropic,npm,nuget,pypi,crates,goproxy,oci")]
    [InlineData("status of a call", "2xx,3xx,4xx,5xx,rate_limited,timeout,error")]
    [InlineData("outcome of a remediation", "succeeded,failed,skipped")]
    public void Other_label_values_are_those_of_the_design(string label, string values) => Assert.Equal(values, string.Join(',', Closed(label).Values));

    private static LabelDefinition Closed(string label) => label switch
    {
        "provider" => MetricLabels.Provider,
        "status of a patch" => MetricLabels.PatchStatus,
        "kind of tokens" => MetricLabels.TokenKind,
        "engine" => MetricLabels.Engine,
        "outcome of a delivery" => MetricLabels.WebhookOutcome,
        "reason of a signature failure" => MetricLabels.SignatureReason,
        "reason of a refused call" => MetricLabels.AuthReason,
        "kind of suspicious activity" => MetricLabels.SuspiciousKind,
        "api" => MetricLabels.Api,
        "status of a call" => MetricLabels.ExternalStatus,
        "outcome of a remediation" => MetricLabels.RemediationOutcome,
        _ => throw new ArgumentOutOfRangeException(nameof(label)),
    };

    private static MetricDefinition Find(string name) => MetricCatalogue.All.Single(metric => metric.Name == name);

    private static string Line(MetricDefinition metric) =>
        $"{metric.Name} {metric.Kind.ToString().ToLowerInvariant()} {string.Join(',', metric.Labels.Select(label => label.Name))}";

    private static IEnumerable<string> Lower<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(name => name.ToLowerInvariant());
}
