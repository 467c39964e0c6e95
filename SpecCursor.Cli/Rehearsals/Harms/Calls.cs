using System.Net;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>Calls of the API that are refused, fail, or take long.</summary>
internal static class Calls
{
    private const int MaximumFailing = 300;
    private const int Waves = 3;
    private const int CallsOfAWave = 15;
    private const int MoreThanThePool = 110;
    private const int CallsOfACaller = 10;
    private const string Upgrades = "/api/v1/upgrades?pageSize=1";

    private static readonly TimeSpan BetweenWaves = TimeSpan.FromSeconds(3);

    // Postgres takes a moment to end, and a lock to be taken: what is asked meanwhile is answered.
    private static readonly HttpStatusCode[] AnsweredOrNot = [HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK];

    /// <summary>Calls the API with a key that is not its own.</summary>
    public static async Task CallWithWrongKeyAsync(RehearsedApplication app, int count, CancellationToken stop)
    {
        for (var number = 0; number < count; number++)
        {
            await CallAsync(app, "not-the-key", [HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], stop);
        }
    }

    /// <summary>Calls the API, which cannot answer since Postgres was ended.</summary>
    public static async Task CallInVainAsync(RehearsedApplication app, CancellationToken stop)
    {
        Processes.End(app, "postgres");
        await Pace.RepeatAsync(MaximumFailing, token => CallAsync(app, app.State.ApiKey, AnsweredOrNot, token), stop);
    }

    /// <summary>Calls the API, whose answers wait for a lock in the database until Postgres' client gives up, which is after half a minute.</summary>
    public static async Task CallSlowlyAsync(RehearsedApplication app, CancellationToken stop)
    {
        await using var held = await Database.LockUpgradesAsync(app, stop);
        var calls = new List<Task>();
        for (var wave = 0; wave < Waves; wave++)
        {
            calls.AddRange(Enumerable.Range(0, CallsOfAWave).Select(_ => CallAsync(app, app.State.ApiKey, AnsweredOrNot, stop)));
            await Task.Delay(BetweenWaves, stop);
        }

        await Task.WhenAll(calls);
    }

    /// <summary>Has more callers wait for a lock in the database than the controller has connections to it, and ask again when they were turned away.</summary>
    public static async Task CrowdAsync(RehearsedApplication app, CancellationToken stop)
    {
        await using var held = await Database.LockUpgradesAsync(app, stop);
        await Task.WhenAll(Enumerable.Range(0, MoreThanThePool).Select(_ => Pace.RepeatAsync(
            CallsOfACaller, token => CallAsync(app, app.State.ApiKey, AnsweredOrNot, token), stop)));
    }

    private static async Task CallAsync(RehearsedApplication app, string key, HttpStatusCode[] expected, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Upgrades);
        request.Headers.Add("X-Api-Key", key);
        using var response = await app.Api.SendAsync(request, stop);
        RehearsedApplication.Expect(response, expected);
    }
}
