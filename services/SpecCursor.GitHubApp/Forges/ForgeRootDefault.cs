using Microsoft.Extensions.Options;

namespace SpecCursor.GitHubApp.Forges;

/// <summary>Puts the local forge into the state directory unless it was put elsewhere.</summary>
internal sealed class ForgeRootDefault(IConfiguration configuration) : IPostConfigureOptions<ForgeOptions>
{
    /// <inheritdoc />
    public void PostConfigure(string? name, ForgeOptions options)
    {
        if (string.IsNullOrEmpty(options.Local.Root) && configuration["SpecCursor:StateDirectory"] is { Length: > 0 } state)
        {
            options.Local.Root = Path.Combine(state, "forge");
        }
    }
}
