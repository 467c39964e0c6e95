using System.Threading.Channels;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.Messaging.Testing;

/// <summary>What the played controller received, to be awaited.</summary>
public sealed class Inbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly Channel<IUpgradeAnswer> _answers = Channel.CreateUnbounded<IUpgradeAnswer>();

    /// <summary>Takes an answer in.</summary>
    public void Add(IUpgradeAnswer answer) => _answers.Writer.TryWrite(answer);

    /// <summary>The next answer, whatever it is.</summary>
    public Task<IUpgradeAnswer> NextAsync() => NextAsync<IUpgradeAnswer>();

    /// <summary>The next answer that fits; others are passed over.</summary>
    /// <param name="isWanted">What it must meet; null for any of its type.</param>
    public async Task<T> NextAsync<T>(Func<T, bool>? isWanted = null)
        where T : IUpgradeAnswer
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await _answers.Reader.ReadAsync(limit.Token) is T answer && (isWanted is null || isWanted(answer)))
            {
                return answer;
            }
        }
    }
}
