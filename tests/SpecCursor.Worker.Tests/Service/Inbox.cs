using System.Threading.Channels;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.Worker.Tests.Service;

/// <summary>What the played controller received, to be awaited.</summary>
public sealed class Inbox
{
    private readonly Channel<IUpgradeAnswer> _answers = Channel.CreateUnbounded<IUpgradeAnswer>();

    public void Add(IUpgradeAnswer answer) => _answers.Writer.TryWrite(answer);

    /// <summary>The next answer that fits; others are passed over.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? isWanted = null)
        where T : IUpgradeAnswer
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(100));
        while (true)
        {
            if (await _answers.Reader.ReadAsync(limit.Token) is T answer && (isWanted is null || isWanted(answer)))
            {
                return answer;
            }
        }
    }
}
