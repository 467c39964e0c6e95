namespace SpecCursor.AiService;

/// <summary>What values the configuration may have.</summary>
internal static class AiOptionsRules
{
    /// <summary>The rules in words.</summary>
    public const string Description =
        "SpecCursor:Ai is out of range: Claude:MaximumOutputTokens is 1024 to 128000, Claude:MaximumInputTokens 4000 to 500000, Claude:MaximumTurns 1 to 5, "
        + "Claude:MaximumRetries 0 to 5, Claude:RequestTimeout and Claude:GenerationTimeout 1 second to 14 minutes, Claude:BaseAddress http or https, Claude:Model not empty, "
        + "Validation:MaximumFiles 1 to 100, Validation:MaximumFileBytes 1 to 1048576, Validation:MaximumChangedLines 1 to 10000.";

    /// <summary>Whether they are kept.</summary>
    public static bool AreKept(AiOptions options) =>
        options is
        {
            Claude:
            {
                MaximumOutputTokens: >= 1024 and <= 128_000,
                MaximumInputTokens: >= 4000 and <= 500_000,
                MaximumTurns: >= 1 and <= 5,
                MaximumRetries: >= 0 and <= 5,
                Model.Length: > 0,
            },
            Validation:
            {
                MaximumFiles: >= 1 and <= 100,
                MaximumFileBytes: >= 1 and <= 1_048_576,
                MaximumChangedLines: >= 1 and <= 10_000,
            },
        }
        && (options.Claude.BaseAddress is not { } address || (address.IsAbsoluteUri && address.Scheme is ("http" or "https")))
        && IsReasonable(options.Claude.RequestTimeout) && IsReasonable(options.Claude.GenerationTimeout);

    private static bool IsReasonable(TimeSpan timeout) => timeout >= TimeSpan.FromSeconds(1) && timeout <= TimeSpan.FromMinutes(14);
}
