using SpecCursor.Contracts.Messages;

namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>Plays worker, AI service, proof engine and GitHub app on their real queues.</summary>
public sealed class PlayedServicesHandler(Script script)
{
    public Task<object?> Handle(RunUpgrade command) => script.AnswerAsync(command);

    public Task<object?> Handle(GeneratePatch command) => script.AnswerAsync(command);

    public Task<object?> Handle(ProveUpgrade command) => script.AnswerAsync(command);

    public Task<object?> Handle(PublishUpgrade command) => script.AnswerAsync(command);

    public void Handle(RevokePublication revocation) => script.Revoke(revocation);
}
