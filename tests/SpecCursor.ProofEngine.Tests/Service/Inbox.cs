using System.Threading.Channels;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.ProofEngine.Tests.Service;

/// <summary>What the played controller received, to be awaited.</summary>
public sealed class Inbox
{
    private readonly Channel<IUpgradeAnswer> _answers = Channel.CreateUnbounded<IUpgradeAnswer>();

    public void Add(IUpgradeAnswer answer) => _answers.Writer.TryWrite(answer);

    public async Task<IUpgradeAnswer> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        return await _answers.Reader.ReadAsync(limit.Token);
    }
}
