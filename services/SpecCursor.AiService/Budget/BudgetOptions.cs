namespace SpecCursor.AiService.Budget;

/// <summary>How many tokens all instances of the service together may use. Read from <c>SpecCursor:Ai:Budget</c>.</summary>
public sealed class BudgetOptions
{
    /// <summary>Tokens in one clock hour (UTC), input, output and cache together; 0: none, negative: no limit.</summary>
    public long TokensPerHour { get; set; } = 1_000_000;

    /// <summary>Tokens in one day (UTC); 0: none, negative: no limit.</summary>
    public long TokensPerDay { get; set; } = 10_000_000;
}
