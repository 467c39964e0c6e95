using Microsoft.Extensions.Options;
using SpecCursor.Controller.Scaling;

namespace SpecCursor.Controller.Remediation.Remedies;

/// <summary>
/// Has more replicas of a service run while its queue is long, where the host can. Whoever runs them asks how many there should be, at
/// <c>GET /api/v1/scaling/{service}</c>.
/// </summary>
internal sealed class ScaleOut(IOptions<ScalingOptions> options) : IRemedy
{
    /// <summary>Its name.</summary>
    public const string Name = "scale_out";

    public string Action => Name;

    public string? Accept(ReceivedAlert alert, out string? target)
    {
        target = alert.Labels.GetValueOrDefault("service");
        return target is not null && options.Value.Services.TryGetValue(target, out var scale) && scale.Maximum > scale.Minimum
            ? null
            : "This host can run no more of the service.";
    }

    // As with a pause, the live entry is what is asked for.
    public Task<string> ApplyAsync(string? target, CancellationToken cancellationToken) =>
        Task.FromResult($"There should be {options.Value.Services[target!].Maximum} of {target}.");
}
