using System.Diagnostics.Metrics;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>
/// SpecCursor's own metrics: one method for each event, so that no caller names an instrument or a label. A label value outside the
/// <see cref="MetricCatalogue"/> is reported as <c>other</c>. Thread-safe; a singleton.
/// </summary>
public sealed class SpecCursorMetrics
{
    private readonly Dictionary<LabelDefinition, LabelLimiter> _limiters = new(ReferenceEqualityComparer.Instance);
    private readonly InstrumentFactory _instruments;
    private readonly QueueGauges _queues;
    private readonly Counter<long> _upgrades;
    private readonly Histogram<double> _upgradeDuration;
    private readonly Histogram<double> _stepDuration;
    private readonly UpDownCounter<long> _activeJobs;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _aiPatches;
    private readonly Histogram<double> _aiPatchDuration;
    private readonly Counter<long> _aiTokens;
    private readonly Counter<double> _aiCost;
    private readonly Counter<long> _proofs;
    private readonly Histogram<double> _proofLatency;
    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _signatureFailures;
    private readonly Counter<long> _apiAuthFailures;
    private readonly Counter<long> _suspiciousActivities;
    private readonly Counter<long> _externalRequests;
    private readonly Histogram<double> _externalRequestDuration;
    private readonly Counter<long> _remediations;

    /// <summary>Creates the instruments on the host's meter factory.</summary>
    public SpecCursorMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(time);
        var instruments = _instruments = new InstrumentFactory(meters.Create(MetricCatalogue.MeterName));
        _queues = new QueueGauges(time);
        _upgrades = instruments.Counter<long>(MetricCatalogue.Upgrades);
        _upgradeDuration = instruments.Histogram(MetricCatalogue.UpgradeDuration);
        _stepDuration = instruments.Histogram(MetricCatalogue.StepDuration);
        _activeJobs = instruments.UpDownCounter(MetricCatalogue.ActiveJobs);
        _deadLetters = instruments.Counter<long>(MetricCatalogue.DeadLetters);
        _aiPatches = instruments.Counter<long>(MetricCatalogue.AiPatches);
        _aiPatchDuration = instruments.Histogram(MetricCatalogue.AiPatchDuration);
        _aiTokens = instruments.Counter<long>(MetricCatalogue.AiTokens);
        _aiCost = instruments.Counter<double>(MetricCatalogue.AiCost);
        _proofs = instruments.Counter<long>(MetricCatalogue.Proofs);
        _proofLatency = instruments.Histogram(MetricCatalogue.ProofLatency);
        _webhooks = instruments.Counter<long>(MetricCatalogue.Webhooks);
        _signatureFailures = instruments.Counter<long>(MetricCatalogue.WebhookSignatureFailures);
        _apiAuthFailures = instruments.Counter<long>(MetricCatalogue.ApiAuthFailures);
        _suspiciousActivities = instruments.Counter<long>(MetricCatalogue.SuspiciousActivities);
        _externalRequests = instruments.Counter<long>(MetricCatalogue.ExternalRequests);
        _externalRequestDuration = instruments.Histogram(MetricCatalogue.ExternalRequestDuration);
        _remediations = instruments.Counter<long>(MetricCatalogue.Remediations);
        instruments.Gauge(MetricCatalogue.QueueDepth, _queues.Depths);
        instruments.Gauge(MetricCatalogue.QueueOldestAge, _queues.OldestAges);
        foreach (var label in MetricCatalogue.All.SelectMany(metric => metric.Labels))
        {
            _limiters.TryAdd(label, new LabelLimiter(label));
        }
    }

    /// <summary>An upgrade reached its end.</summary>
    /// <param name="ecosystem">Its ecosystem.</param>
    /// <param name="status"><c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
    /// <param name="duration">Time since the request was accepted.</param>
    public void UpgradeEnded(string ecosystem, string status, TimeSpan duration)
    {
        var ecosystemTag = Tag(MetricLabels.Ecosystem, ecosystem);
        var statusTag = Tag(MetricLabels.UpgradeStatus, status);
        _upgrades.Add(1, ecosystemTag, statusTag);
        _upgradeDuration.Record(duration.TotalSeconds, ecosystemTag, statusTag);
    }

    /// <summary>A step of an upgrade ended. Called once by the service that did the step.</summary>
    /// <param name="ecosystem">The upgrade's ecosystem.</param>
    /// <param name="step"><c>resolve</c>, <c>apply</c>, <c>test</c>, <c>patch</c>, <c>prove</c> or <c>publish</c>.</param>
    /// <param name="status"><c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</param>
    /// <param name="duration">Wall time of the step.</param>
    public void StepEnded(string ecosystem, string step, string status, TimeSpan duration) =>
        _stepDuration.Record(
            duration.TotalSeconds, Tag(MetricLabels.Ecosystem, ecosystem), Tag(MetricLabels.Step, step), Tag(MetricLabels.StepStatus, status));

    /// <summary>A message is being handled; pair with <see cref="JobEnded"/>.</summary>
    public void JobStarted(string queue) => _activeJobs.Add(1, Tag(MetricLabels.Queue, queue));

    /// <summary>A message was handled, well or badly.</summary>
    public void JobEnded(string queue) => _activeJobs.Add(-1, Tag(MetricLabels.Queue, queue));

    /// <summary>Reports what waits in a queue. To be called at least once a minute: an observation is forgotten after two.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="depth">Messages waiting.</param>
    /// <param name="oldestAge">Age of the oldest of them; zero when none waits.</param>
    public void QueueObserved(string queue, long depth, TimeSpan oldestAge)
    {
        if (_queues.Observe(Limit(MetricLabels.Queue, queue), depth, oldestAge))
        {
            // Its dead letters are counted from 0, so that the first is seen as an increase.
            _deadLetters.Add(0, Tag(MetricLabels.Queue, queue));
        }
    }

    /// <summary>A message was given up.</summary>
    public void DeadLettered(string queue) => _deadLetters.Add(1, Tag(MetricLabels.Queue, queue));

    /// <summary>One attempt at a patch ended.</summary>
    /// <param name="ecosystem">The upgrade's ecosystem.</param>
    /// <param name="provider"><c>claude</c> or <c>recipes</c>.</param>
    /// <param name="status"><c>accepted</c>, <c>rejected</c> (it broke a rule) or <c>failed</c> (none could be made).</param>
    /// <param name="duration">Time of the generation.</param>
    public void PatchEnded(string ecosystem, string provider, string status, TimeSpan duration)
    {
        var providerTag = Tag(MetricLabels.Provider, provider);
        var statusTag = Tag(MetricLabels.PatchStatus, status);
        _aiPatches.Add(1, Tag(MetricLabels.Ecosystem, ecosystem), providerTag, statusTag);
        _aiPatchDuration.Record(duration.TotalSeconds, providerTag, statusTag);
    }

    /// <summary>Tokens were billed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind"><c>input</c>, <c>output</c>, <c>cache_read</c> or <c>cache_write</c>.</param>
    /// <param name="count">How many, 0 or more.</param>
    public void TokensBilled(string model, string kind, long count) =>
        _aiTokens.Add(Math.Max(0, count), Tag(MetricLabels.Model, model), Tag(MetricLabels.TokenKind, kind));

    /// <summary>Tokens cost money.</summary>
    /// <param name="model">The model.</param>
    /// <param name="usd">US dollars, 0 or more.</param>
    public void CostBilled(string model, decimal usd) => _aiCost.Add((double)Math.Max(0, usd), Tag(MetricLabels.Model, model));

    /// <summary>An obligation was discharged, or was not.</summary>
    /// <param name="engine"><c>lean</c>, <c>z3</c> or <c>cvc5</c>.</param>
    /// <param name="obligation">Its stable kebab-case name.</param>
    /// <param name="status"><c>proved</c>, <c>refuted</c>, <c>timeout</c> or <c>error</c>.</param>
    /// <param name="duration">Wall time.</param>
    public void ProofEnded(string engine, string obligation, string status, TimeSpan duration)
    {
        var engineTag = Tag(MetricLabels.Engine, engine);
        var obligationTag = Tag(MetricLabels.Obligation, obligation);
        var statusTag = Tag(MetricLabels.ProofStatus, status);
        _proofs.Add(1, engineTag, obligationTag, statusTag);
        _proofLatency.Record(duration.TotalSeconds, engineTag, obligationTag, statusTag);
    }

    /// <summary>A delivery came in.</summary>
    /// <param name="event">The delivery's event, such as <c>release</c>.</param>
    /// <param name="outcome"><c>accepted</c>, <c>duplicate</c>, <c>ignored</c>, <c>rejected</c> (the sender's fault) or <c>failed</c> (ours).</param>
    public void WebhookReceived(string? @event, string outcome) =>
        _webhooks.Add(1, Tag(MetricLabels.WebhookEvent, @event), Tag(MetricLabels.WebhookOutcome, outcome));

    /// <summary>A delivery was unsigned or wrongly signed.</summary>
    /// <param name="reason"><c>missing</c>, <c>malformed</c>, <c>mismatch</c> or <c>throttled</c>.</param>
    public void SignatureFailed(string reason) => _signatureFailures.Add(1, Tag(MetricLabels.SignatureReason, reason));

    /// <summary>An API call was refused.</summary>
    /// <param name="reason"><c>missing</c>, <c>invalid</c> or <c>forbidden</c>.</param>
    public void ApiAuthFailed(string reason) => _apiAuthFailures.Add(1, Tag(MetricLabels.AuthReason, reason));

    /// <summary>An attempt to do what is not allowed was blocked.</summary>
    /// <param name="kind"><c>sandbox_escape</c>, <c>egress_denied</c>, <c>path_traversal</c>, <c>secret_leak</c>, <c>patch_out_of_scope</c> or <c>replay</c>.</param>
    public void SuspiciousActivity(string kind) => _suspiciousActivities.Add(1, Tag(MetricLabels.SuspiciousKind, kind));

    /// <summary>A call to another party's API ended; for HTTP clients <c>AddExternalApi</c> calls this.</summary>
    /// <param name="api"><c>github</c>, <c>anthropic</c>, <c>npm</c>, <c>nuget</c>, <c>pypi</c>, <c>crates</c>, <c>goproxy</c> or <c>oci</c>.</param>
    /// <param name="status"><c>2xx</c> … <c>5xx</c>, <c>rate_limited</c>, <c>timeout</c> or <c>error</c>.</param>
    /// <param name="duration">Wall time.</param>
    public void ExternalRequest(string api, string status, TimeSpan duration)
    {
        var apiTag = Tag(MetricLabels.Api, api);
        var statusTag = Tag(MetricLabels.ExternalStatus, status);
        _externalRequests.Add(1, apiTag, statusTag);
        _externalRequestDuration.Record(duration.TotalSeconds, apiTag, statusTag);
    }

    /// <summary>An automated response to an alert ended.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="outcome"><c>succeeded</c>, <c>failed</c> or <c>skipped</c>.</param>
    public void Remediation(string action, string outcome) =>
        _remediations.Add(1, Tag(MetricLabels.RemediationAction, action), Tag(MetricLabels.RemediationOutcome, outcome));

    /// <summary>Reports 0 for each series of the service's counters whose labels are known beforehand.</summary>
    internal void ReportZeroes(string service) => _instruments.ReportZeroes(service);

    private KeyValuePair<string, object?> Tag(LabelDefinition label, string? value) => new(label.Name, Limit(label, value));

    private string Limit(LabelDefinition label, string? value) => _limiters[label].Limit(value);
}
