using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.AiService.Extensions;
using SpecCursor.AiService.Generation;
using SpecCursor.Contracts.Messages;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.AiService.Tests.Support;

/// <summary>The service as it is wired, without its queue.</summary>
internal sealed class AiHarness : IDisposable
{
    public const string ApiKey = "sk-ant-api03-" + "dGhpcyBpcyBub3QgYSByZWFsIGtleSBhdCBhbGw";
    public const int MaximumTries = 3;

    private readonly WebApplication _app;
    private readonly ActivityListener _listener;
    private readonly List<Activity> _activities = [];
    private readonly TestMetrics _metrics = new();

    public AiHarness(FakeAnthropic? claude, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ANTHROPIC_API_KEY"] = claude is null ? null : ApiKey,
            ["ANTHROPIC_BASE_URL"] = claude?.Address.ToString(),
            ["Logging:LogLevel:Default"] = "None",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton(_metrics.Metrics);
        builder.AddServiceDefaults();
        builder.AddGeneration();
        builder.Services.AddSingleton(new RetryPolicy(MaximumTries));
        _app = builder.Build();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SpecCursorActivities.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_activities)
                {
                    _activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<string> Measurements => _metrics.Measurements;

    /// <summary>The spans inside one that the test started, so that tests at the same time don't see each other's.</summary>
    public IReadOnlyList<Activity> ActivitiesIn(ActivityTraceId trace)
    {
        lock (_activities)
        {
            return [.. _activities.Where(activity => activity.TraceId == trace)];
        }
    }

    public Task<PatchGenerated> GenerateAsync(GeneratePatch command, int tries = 1) =>
        Services.GetRequiredService<IPatchGenerator>().GenerateAsync(command, tries, CancellationToken.None);

    public void Dispose()
    {
        _listener.Dispose();
        ((IDisposable)_app).Dispose();
        _metrics.Dispose();
    }
}
