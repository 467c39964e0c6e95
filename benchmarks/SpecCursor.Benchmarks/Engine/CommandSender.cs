using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>Sends commands in the controller's place and waits for the answers.</summary>
internal sealed class CommandSender : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly AnswerLedger ledger = new();
    private EngineHost? host;

    public static async Task<CommandSender> StartAsync(string database, CancellationToken cancellationToken)
    {
        var sender = new CommandSender();
        sender.host = await EngineHost.StartAsync<ControllerStandIn>(
            ServiceQueue.Controller, database, services => services.AddSingleton(sender.ledger), cancellationToken);
        return sender;
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="MeasurementException">The service gave the command up, or did not answer in time.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(IUpgradeCommand command, CancellationToken cancellationToken)
        where TAnswer : IUpgradeAnswer
    {
        var answer = ledger.Expect(command.Context.UpgradeId);
        await host!.SendAsync(command);
        try
        {
            return await answer.WaitAsync(Limit, cancellationToken) switch
            {
                TAnswer expected => expected,
                StepFaulted fault => throw new MeasurementException($"{command.GetType().Name} was given up: {fault.Failure.Reason}"),
                var other => throw new MeasurementException($"{command.GetType().Name} was answered with {other.GetType().Name}."),
            };
        }
        catch (TimeoutException exception)
        {
            throw new MeasurementException($"{command.GetType().Name} was not answered within {Limit.TotalMinutes:0} minutes.", exception);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}
