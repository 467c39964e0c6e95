namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>One line of a reference transaction.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Expected">The object it must point at now; null where it must not be there.</param>
/// <param name="Next">The object it shall point at; null to only check.</param>
internal sealed record ReferenceUpdate(string Name, string? Expected, string? Next)
{
    /// <summary>As <c>git update-ref --stdin</c> reads it.</summary>
    public string ToInstruction() => (Expected, Next) switch
    {
        (null, null) => $"verify {Name}",
        (null, _) => $"create {Name} {Next}",
        (_, null) => $"verify {Name} {Expected}",
        _ => $"update {Name} {Next} {Expected}",
    };
}
