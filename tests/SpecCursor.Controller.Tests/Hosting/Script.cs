using System.Collections.Concurrent;
using System.Threading.Channels;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>
/// What the played services do, by repository: every test has a repository of its own, so tests do not meet. Without a script
/// everything succeeds at once.
/// </summary>
public sealed class Script
{
    private readonly ConcurrentDictionary<string, Func<IUpgradeCommand, Task<object?>>> _answers = new();
    private readonly ConcurrentDictionary<string, Channel<IUpgradeCommand>> _received = new();
    private readonly ConcurrentDictionary<Guid, Channel<RevokePublication>> _revocations = new();

    /// <summary>Answers a repository's commands; null from the function: the service says nothing.</summary>
    public void On(string repository, Func<IUpgradeCommand, object?> answer) => _answers[repository] = command => Task.FromResult(answer(command));

    public void OnAsync(string repository, Func<IUpgradeCommand, Task<object?>> answer) => _answers[repository] = answer;

    public async Task<object?> AnswerAsync(IUpgradeCommand command)
    {
        var repository = command.Context.Repository;
        Of(repository).Writer.TryWrite(command);
        return _answers.TryGetValue(repository, out var answer) ? await answer(command) : Answers.Success(command);
    }

    public void Revoke(RevokePublication revocation) => Revocations(revocation.UpgradeId).Writer.TryWrite(revocation);

    public async Task<T> NextAsync<T>(string repository)
        where T : IUpgradeCommand
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return Assert.IsType<T>(await Of(repository).Reader.ReadAsync(limit.Token), exactMatch: false);
    }

    public bool HasMore(string repository) => Of(repository).Reader.TryPeek(out _);

    public async Task<RevokePublication> NextRevocationAsync(Guid upgradeId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return await Revocations(upgradeId).Reader.ReadAsync(limit.Token);
    }

    private Channel<IUpgradeCommand> Of(string repository) => _received.GetOrAdd(repository, _ => Channel.CreateUnbounded<IUpgradeCommand>());

    private Channel<RevokePublication> Revocations(Guid id) => _revocations.GetOrAdd(id, _ => Channel.CreateUnbounded<RevokePublication>());
}
