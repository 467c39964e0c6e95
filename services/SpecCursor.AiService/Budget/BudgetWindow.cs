namespace SpecCursor.AiService.Budget;

/// <summary>A window of time with a limit.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Key">Its key, which names its time.</param>
/// <param name="Limit">The most tokens in it; negative: no limit.</param>
/// <param name="Length">How long it is.</param>
internal sealed record BudgetWindow(string Name, string Key, long Limit, TimeSpan Length);
