using System.Threading.Channels;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go.Builds;

/// <summary>Has go's library compiled once the first tests of go have run: whoever upgrades no go pays nothing, and nobody waits for it.</summary>
internal sealed class GoLibraryBuilder(GoStandardBuilds builds, ILogger<GoLibraryBuilder> logger) : BackgroundService
{
    private readonly Channel<bool> _wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that go is used here.</summary>
    public void Want() => _wanted.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await builds.MakeAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is TransientStepException or StepFailedException or IOException or UnauthorizedAccessException)
            {
                logger.LogWarning("Go's library could not be compiled for all runs: {Reason} Each compiles it for itself", exception.Message);
            }
        }
    }
}
