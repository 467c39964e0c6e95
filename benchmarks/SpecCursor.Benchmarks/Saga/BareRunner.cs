using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Saga;

/// <summary>Jobs through the bare queue.</summary>
internal sealed class BareRunner(BareQueue queue) : IJobRunner
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public Task SubmitAsync(CancellationToken cancellationToken) => queue.SubmitAsync(cancellationToken);

    public async Task<IReadOnlyList<JobTimes>> WaitAsync(int newest, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Limit)
        {
            queue.ThrowIfBroken();
            if (await queue.TimesAsync(newest, cancellationToken) is { } times)
            {
                return times;
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        throw new MeasurementException($"The bare queue did not end its jobs within {Limit.TotalMinutes:0} minutes.");
    }
}
