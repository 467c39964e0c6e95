using SpecCursor.AiService.Budget;
using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Claude;
using SpecCursor.AiService.Validation;

namespace SpecCursor.AiService;

/// <summary>The configuration of the service, read from <c>SpecCursor:Ai</c>.</summary>
public sealed class AiOptions
{
    /// <summary>The section.</summary>
    public const string Section = "SpecCursor:Ai";

    /// <summary>Which providers may be asked.</summary>
    public ProviderChoice Provider { get; set; } = ProviderChoice.Auto;

    /// <summary>How Claude is asked.</summary>
    public ClaudeOptions Claude { get; set; } = new();

    /// <summary>How many tokens may be used.</summary>
    public BudgetOptions Budget { get; set; } = new();

    /// <summary>How much a patch may change.</summary>
    public ValidationOptions Validation { get; set; } = new();
}
