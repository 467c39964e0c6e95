using Microsoft.Extensions.Options;

namespace SpecCursor.GitHubApp.Forges;

/// <summary>Says at the start what is wrong with the forge's settings.</summary>
internal sealed class ForgeOptionsValidator : IValidateOptions<ForgeOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, ForgeOptions options)
    {
        if (string.Equals(options.Kind, ForgeOptions.LocalKind, StringComparison.OrdinalIgnoreCase))
        {
            return string.IsNullOrEmpty(options.Local.Root)
                ? ValidateOptionsResult.Fail("The local forge needs SpecCursor:Forge:Local:Root or SpecCursor:StateDirectory.")
                : ValidateOptionsResult.Success;
        }

        return string.Equals(options.Kind, ForgeOptions.GitHubKind, StringComparison.OrdinalIgnoreCase)
            ? ValidateGitHub(options.GitHub)
            : ValidateOptionsResult.Fail($"SpecCursor:Forge:Kind must be '{ForgeOptions.LocalKind}' or '{ForgeOptions.GitHubKind}'.");
    }

    private static ValidateOptionsResult ValidateGitHub(GitHub.GitHubForgeOptions options)
    {
        if (!Uri.TryCreate(options.BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return ValidateOptionsResult.Fail("SpecCursor:Forge:GitHub:BaseAddress must be an http or https address.");
        }

        return string.IsNullOrEmpty(options.Token) && (string.IsNullOrEmpty(options.AppId) || !File.Exists(options.PrivateKeyPath))
            ? ValidateOptionsResult.Fail(
                "GitHub needs SpecCursor:Forge:GitHub:Token, or AppId with PrivateKeyPath naming a file that is there.")
            : ValidateOptionsResult.Success;
    }
}
