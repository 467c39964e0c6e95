using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SpecCursor.Backing.Network;
using SpecCursor.Backing.Processes;
using SpecCursor.Observability.Tests.Tools;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>A real Prometheus that holds an hour of <see cref="SampleSeries"/>, and scrapes nothing.</summary>
public sealed class PrometheusServer : IAsyncLifetime
{
    private static readonly TimeSpan History = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);

    private readonly string _directory = TestDirectory.Create("prometheus");
    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}") };
    private readonly DateTimeOffset _end = DateTimeOffset.UtcNow;
    private Process? _process;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var samples = Path.Combine(_directory, "samples.txt");
        await File.WriteAllTextAsync(samples, Samples());
        await Tool.Promtool.RunCheckedAsync("tsdb", "create-blocks-from", "openmetrics", "--quiet", samples, Path.Combine(_directory, "data"));
        await File.WriteAllTextAsync(Path.Combine(_directory, "prometheus.yml"), "scrape_configs: []\n");
        var server = new Command(
            Tool.Prometheus.Program,
            [
                $"--config.file={Path.Combine(_directory, "prometheus.yml")}",
                $"--storage.tsdb.path={Path.Combine(_directory, "data")}",
                $"--web.listen-address={_client.BaseAddress!.Authority}",
                "--log.level=error",
            ]);
        var supervised = Confinement.Supervise(server, user: null, Environment.ProcessId, "TERM");
        _process = Process.Start(new ProcessStartInfo(supervised.Program, supervised.Arguments))!;
        await WaitUntilReadyAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _client.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        TestDirectory.Delete(_directory);
    }

    /// <summary>Evaluates an expression, over the last half hour or at its end.</summary>
    /// <returns>How many series have a number, or what Prometheus has against the expression.</returns>
    internal async Task<PrometheusAnswer> EvaluateAsync(DashboardQuery query)
    {
        var end = _end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var start = (_end - (History / 2)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var form = new FormUrlEncodedContent(query.IsInstant
            ? [new("query", query.Expression), new("time", end)]
            : [new("query", query.Expression), new("start", start), new("end", end), new("step", "60s")]);
        using var response = await _client.PostAsync(new Uri(query.IsInstant ? "/api/v1/query" : "/api/v1/query_range", UriKind.Relative), form);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return answer["status"]!.GetValue<string>() == "success"
            ? new PrometheusAnswer(answer["data"]!["result"]!.AsArray().Count(HasNumber), Error: null)
            : new PrometheusAnswer(0, answer["error"]!.GetValue<string>());
    }

    private static bool HasNumber(JsonNode? series) =>
        (series!["values"]?.AsArray() ?? [series["value"]!.DeepClone()]).Any(sample => sample![1]!.GetValue<string>() != "NaN");

    private string Samples()
    {
        var text = new StringBuilder();
        foreach (var series in SampleSeries.Catalogued.Concat(SampleSeries.Foreign))
        {
            for (var age = History; age >= TimeSpan.Zero; age -= Step)
            {
                var value = series.Value + (series.Slope * (History - age).TotalSeconds);
                text.Append(CultureInfo.InvariantCulture, $"{series} {value:R} {(_end - age).ToUnixTimeSeconds()}\n");
            }
        }

        return text.Append("# EOF\n").ToString();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            Assert.False(_process!.HasExited, "prometheus ended before it was ready; what it said is in the test's output.");
            try
            {
                using var response = await _client.GetAsync(new Uri("/-/ready", UriKind.Relative), limit.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
