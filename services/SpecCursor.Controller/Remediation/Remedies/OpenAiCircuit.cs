namespace SpecCursor.Controller.Remediation.Remedies;

/// <summary>
/// Lets no model be asked while its provider fails: repairs come from recipes, or fail at once instead of after several tries. Each command
/// that is sent meanwhile says so.
/// </summary>
internal sealed class OpenAiCircuit : IRemedy
{
    public const string Name = "open_ai_circuit";

    /// <summary>Its target.</summary>
    public const string Claude = "claude";

    private const string Anthropic = "anthropic";

    public string Action => Name;

    public string? Accept(ReceivedAlert alert, out string? target)
    {
        // The same alerts watch recipes and other APIs, and those do not get better by leaving Claude alone.
        var isOther = alert.Labels.GetValueOrDefault("provider", Claude) != Claude || alert.Labels.GetValueOrDefault("api", Anthropic) != Anthropic;
        target = isOther ? null : Claude;
        return isOther ? "The alert is not about Claude." : null;
    }

    // As with a pause, the live entry is the circuit.
    public Task<string> ApplyAsync(string? target, CancellationToken cancellationToken) =>
        Task.FromResult("Claude is not asked for repairs: recipes make them where they can.");
}
