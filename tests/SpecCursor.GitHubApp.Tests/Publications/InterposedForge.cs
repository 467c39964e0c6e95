using Microsoft.Extensions.DependencyInjection;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Forges.Local;

namespace SpecCursor.GitHubApp.Tests.Publications;

/// <summary>The real local forge, with things happening right before and after its effect, as they do to a process that is stopped or killed there.</summary>
internal sealed class InterposedForge
{
    private int _publications;

    public Func<Task>? BeforeEffect { get; set; }

    public Func<Task>? AfterEffect { get; set; }

    public int Publications => _publications;

    public void Reset()
    {
        BeforeEffect = null;
        AfterEffect = null;
        _publications = 0;
    }

    public void Decorate(IServiceCollection services)
    {
        services.AddSingleton<LocalForge>();
        services.AddSingleton<IForge>(provider => new Forge(this, provider.GetRequiredService<LocalForge>()));
    }

    private sealed class Forge(InterposedForge owner, IForge inner) : IForge
    {
        public async Task<PublishedChange> PublishAsync(Change change, IPublicationGuard guard, CancellationToken cancellationToken)
        {
            var published = await inner.PublishAsync(change, new Guard(owner, guard), cancellationToken);
            Interlocked.Increment(ref owner._publications);
            if (owner.AfterEffect is { } after)
            {
                await after();
            }

            return published;
        }

        public Task RevokeAsync(string repository, Guid upgradeId, long fence, CancellationToken cancellationToken) =>
            inner.RevokeAsync(repository, upgradeId, fence, cancellationToken);

        public Task CommentAsync(string repository, int number, string marker, string body, CancellationToken cancellationToken) =>
            inner.CommentAsync(repository, number, marker, body, cancellationToken);
    }

    private sealed class Guard(InterposedForge owner, IPublicationGuard inner) : IPublicationGuard
    {
        public async Task EnsureCurrentAsync(CancellationToken cancellationToken)
        {
            if (owner.BeforeEffect is { } before)
            {
                await before();
            }

            await inner.EnsureCurrentAsync(cancellationToken);
        }
    }
}
