using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.AiService.Budget;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.ServiceDefaults.Redis;
using SpecCursor.Testing.Redis;

namespace SpecCursor.AiService.Tests.Budget;

public sealed class TokenBudgetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 11, 24, 10, 59, 0, TimeSpan.Zero));

    [Fact]
    public async Task All_instances_share_one_budget()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connection = new RedisConnection(redis.ConnectionString, "ai-service");
        var (one, other) = (Budget(new RedisWindowCounter(connection)), Budget(new RedisWindowCounter(connection)));

        var reservation = await one.TryReserveAsync(80);
        Assert.NotNull(reservation);
        Assert.Null(await other.TryReserveAsync(30));
        await one.SettleAsync(reservation, 50);
        Assert.NotNull(await other.TryReserveAsync(50));
        Assert.Null(await one.TryReserveAsync(1));

        var database = (await connection.ConnectAsync()).GetDatabase();
        Assert.Equal(100, (long)await database.StringGetAsync("speccursor:ai:tokens:2026112410"));
        Assert.InRange((await database.KeyTimeToLiveAsync("speccursor:ai:tokens:2026112410"))!.Value, TimeSpan.FromMinutes(100), TimeSpan.FromHours(2));
        Assert.InRange((await database.KeyTimeToLiveAsync("speccursor:ai:tokens:20261124"))!.Value, TimeSpan.FromHours(47), TimeSpan.FromHours(48));
    }

    [Fact]
    public async Task Next_hour_begins_anew_and_the_day_goes_on()
    {
        var budget = Budget(null, tokensPerDay: 150);

        Assert.NotNull(await budget.TryReserveAsync(100));
        Assert.Null(await budget.TryReserveAsync(1));
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.NotNull(await budget.TryReserveAsync(50));
        Assert.Null(await budget.TryReserveAsync(1));
        _clock.Now += TimeSpan.FromDays(1);
        Assert.NotNull(await budget.TryReserveAsync(100));
    }

    [Fact]
    public async Task Loss_of_redis_leaves_each_instance_its_budget()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connection = new RedisConnection(redis.ConnectionString, "ai-service");
        var budget = Budget(new RedisWindowCounter(connection));
        Assert.NotNull(await budget.TryReserveAsync(60));

        redis.Kill();

        Assert.Null(await budget.TryReserveAsync(50));
        Assert.NotNull(await budget.TryReserveAsync(40));
    }

    [Fact]
    public async Task Redis_that_was_never_there_does_not_stop_the_work()
    {
        string address;
        await using (var redis = await RedisServer.StartAsync())
        {
            address = redis.ConnectionString;
        }

        await using var connection = new RedisConnection(address, "ai-service");
        var budget = Budget(new RedisWindowCounter(connection));

        Assert.NotNull(await budget.TryReserveAsync(100));
        Assert.Null(await budget.TryReserveAsync(1));
    }

    [Fact]
    public async Task Redis_that_hangs_leaves_each_instance_its_budget_until_it_answers_again()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var connection = new RedisConnection(redis.ConnectionString, "ai-service");
        var budget = Budget(new RedisWindowCounter(connection), tokensPerDay: -1);
        Assert.NotNull(await budget.TryReserveAsync(60));

        // It stays hung until somebody has it go on: whoever waits for it without a limit waits for ever.
        redis.Hang();
        Assert.Null(await budget.TryReserveAsync(50).WaitAsync(Patience));
        var reservation = await budget.TryReserveAsync(40).WaitAsync(Patience);
        Assert.NotNull(reservation);
        await budget.SettleAsync(reservation, 0).WaitAsync(Patience);
        redis.Resume();

        await using var another = new RedisConnection(redis.ConnectionString, "ai-service");
        var other = Budget(new RedisWindowCounter(another), tokensPerDay: -1);
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await IsSharedAsync(budget, other))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    [Fact]
    public async Task Redis_that_hangs_from_the_beginning_does_not_stop_the_work()
    {
        await using var redis = await RedisServer.StartAsync();
        redis.Hang();

        await using var connection = new RedisConnection(redis.ConnectionString, "ai-service");
        var budget = Budget(new RedisWindowCounter(connection));

        Assert.NotNull(await budget.TryReserveAsync(100).WaitAsync(Patience));
        Assert.Null(await budget.TryReserveAsync(1).WaitAsync(Patience));
    }

    [Fact]
    public async Task Reservation_of_one_hour_is_settled_in_that_hour()
    {
        var budget = Budget(null);
        var reservation = await budget.TryReserveAsync(100);

        _clock.Now += TimeSpan.FromMinutes(1);
        await budget.SettleAsync(reservation!, 0);

        Assert.NotNull(await budget.TryReserveAsync(100));
        Assert.Null(await budget.TryReserveAsync(1));
    }

    [Fact]
    public async Task Negative_limit_is_none() => Assert.NotNull(await Budget(null, tokensPerHour: -1).TryReserveAsync(500));

    /// <summary>Whether one instance counts what the other did, in an hour in which nobody did anything before.</summary>
    private async Task<bool> IsSharedAsync(TokenBudget one, TokenBudget other)
    {
        _clock.Now += TimeSpan.FromHours(1);
        return await one.TryReserveAsync(80) is not null && await other.TryReserveAsync(30) is null;
    }

    private TokenBudget Budget(RedisWindowCounter? shared, long tokensPerHour = 100, long tokensPerDay = 1000) => new(
        new BudgetOptions { TokensPerHour = tokensPerHour, TokensPerDay = tokensPerDay },
        new LocalWindowCounter(_clock),
        _clock,
        NullLogger<TokenBudget>.Instance,
        shared);
}
