using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SpecCursor.GitHubApp.Webhooks.Throttling;

namespace SpecCursor.GitHubApp.Tests.Webhooks.Throttling;

public sealed class SenderThrottleTests : IDisposable
{
    private static readonly IPAddress Noisy = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Quiet = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider _time = new();
    private readonly SenderThrottle _throttle;

    public SenderThrottleTests() => _throttle = new SenderThrottle(Options.Create(new ThrottleOptions { Suspicion = 3 }), _time);

    public void Dispose() => _throttle.Dispose();

    [Fact]
    public void Nobody_is_slowed_down_while_it_is_not_in_force()
    {
        Distrust(Noisy, 10);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_throttle.Admits(Noisy, out var _)));
    }

    [Fact]
    public void Noisy_sender_is_slowed_down_and_no_other()
    {
        Distrust(Noisy, 3);
        Distrust(Quiet, 2);
        Enforce();

        Assert.True(_throttle.Admits(Noisy, out _));
        Assert.False(_throttle.Admits(Noisy, out var wait));
        Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2));
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_throttle.Admits(Quiet, out var _)));
    }

    [Fact]
    public void Valid_signature_clears_its_sender_for_good()
    {
        Distrust(Noisy, 10);
        Enforce();
        Assert.True(_throttle.Admits(Noisy, out _));
        Assert.False(_throttle.Admits(Noisy, out _));

        _throttle.Trust(Noisy);
        Distrust(Noisy, 10);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_throttle.Admits(Noisy, out var _)));
    }

    [Fact]
    public void It_ends_with_its_time_or_when_told()
    {
        Distrust(Noisy, 3);
        Enforce();
        Assert.True(_throttle.IsInForce);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_throttle.IsInForce);

        Enforce();
        _throttle.Enforce(null);
        Assert.False(_throttle.IsInForce);
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void Sender_is_an_address_or_a_network_of_one_subscriber(string remote, string sender) =>
        Assert.Equal(IPAddress.Parse(sender), SenderAddress.Of(IPAddress.Parse(remote)));

    [Fact]
    public void Flood_from_everywhere_neither_fails_nor_makes_a_quiet_sender_noisy()
    {
        for (var number = 0; number < 20_000; number++)
        {
            Distrust(new IPAddress((uint)number + 1), 1);
        }

        Enforce();

        Assert.True(_throttle.Admits(Quiet, out _));
        Assert.True(_throttle.Admits(null, out _));
    }

    private void Enforce() => _throttle.Enforce(_time.GetUtcNow().AddMinutes(1));

    private void Distrust(IPAddress sender, int times)
    {
        for (var time = 0; time < times; time++)
        {
            _throttle.Distrust(sender);
        }
    }
}
