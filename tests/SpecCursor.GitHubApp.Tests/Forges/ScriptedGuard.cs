using SpecCursor.GitHubApp.Forges;

namespace SpecCursor.GitHubApp.Tests.Forges;

/// <summary>A guard that lets things happen between the check and the effect, as they do to a process that is stopped there.</summary>
internal sealed class ScriptedGuard(Func<Task>? meanwhile = null) : IPublicationGuard
{
    public int Asked { get; private set; }

    public async Task EnsureCurrentAsync(CancellationToken cancellationToken)
    {
        Asked++;
        if (meanwhile is not null && Asked == 1)
        {
            await meanwhile();
        }
    }
}
