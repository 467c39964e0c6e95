namespace SpecCursor.AiService.Budget;

/// <summary>Tokens that were set aside for one request.</summary>
/// <param name="Tokens">How many.</param>
/// <param name="Windows">The windows that they were counted in.</param>
internal sealed record BudgetReservation(long Tokens, IReadOnlyList<BudgetWindow> Windows);
