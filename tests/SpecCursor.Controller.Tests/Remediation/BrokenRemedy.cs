using SpecCursor.Controller.Remediation;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>A remedy whose own means are broken.</summary>
internal sealed class BrokenRemedy : IRemedy
{
    public const string Name = "break";

    public const string Reason = "The host that runs replicas does not answer.";

    public string Action => Name;

    public string? Accept(ReceivedAlert alert, out string? target)
    {
        target = null;
        return null;
    }

    public Task<string> ApplyAsync(string? target, CancellationToken cancellationToken) => throw new HttpRequestException(Reason);
}
