using System.Runtime.Versioning;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Health;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Health;

[UnsupportedOSPlatform("windows")]
public sealed class SolverHealthCheckTests : IDisposable
{
    private readonly Scripts _scripts = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task That_z3_answered_counts_for_a_while()
    {
        var starts = _scripts.PathOf("starts");
        using var host = new ProofHost(("Z3Path", _scripts.Write($"echo started >> {starts}\nexec z3 \"$@\"")));
        var check = new SolverHealthCheck(host.Get<Z3>(), _time);

        var first = await CheckAsync(check);
        _time.Advance(SolverHealthCheck.Validity);
        var second = await CheckAsync(check);
        Assert.Single(await File.ReadAllLinesAsync(starts));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var third = await CheckAsync(check);

        Assert.Equal([HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Healthy], [first, second, third]);
        Assert.Equal(2, (await File.ReadAllLinesAsync(starts)).Length);
    }

    [Fact]
    public async Task That_z3_fails_counts_at_once_and_no_longer_than_it_does()
    {
        var broken = _scripts.PathOf("broken");
        using var host = new ProofHost(("Z3Path", _scripts.Write($"[ ! -e {broken} ] || exit 1\nexec z3 \"$@\"")));
        var check = new SolverHealthCheck(host.Get<Z3>(), _time);
        await File.WriteAllTextAsync(broken, string.Empty);

        var before = await CheckAsync(check);
        File.Delete(broken);
        var after = await CheckAsync(check);

        Assert.Equal([HealthStatus.Unhealthy, HealthStatus.Healthy], [before, after]);
    }

    public void Dispose() => _scripts.Dispose();

    private static async Task<HealthStatus> CheckAsync(SolverHealthCheck check) => (await check.CheckHealthAsync(new HealthCheckContext())).Status;
}
