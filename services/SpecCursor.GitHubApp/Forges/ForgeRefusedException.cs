namespace SpecCursor.GitHubApp.Forges;

/// <summary>The forge will not take the change, now or later; trying again does not help.</summary>
/// <param name="code">A stable kebab-case code.</param>
/// <param name="reason">One or two sentences for a person.</param>
/// <param name="detail">Evidence, such as git's own words.</param>
internal sealed class ForgeRefusedException(string code, string reason, string? detail = null) : Exception(reason)
{
    /// <summary>A stable kebab-case code.</summary>
    public string Code { get; } = code;

    /// <summary>Evidence, such as git's own words.</summary>
    public string? Detail { get; } = detail;
}
