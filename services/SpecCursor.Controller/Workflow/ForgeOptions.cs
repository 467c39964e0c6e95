namespace SpecCursor.Controller.Workflow;

/// <summary>What the controller needs to know about the forge. Read from <c>SpecCursor:Forge</c>.</summary>
public sealed class ForgeOptions
{
    /// <summary>Where it is read from.</summary>
    public const string Section = "SpecCursor:Forge";

    /// <summary><c>local</c> or <c>github</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>Whether repositories may be named by a <c>file:///</c> address.</summary>
    public bool IsLocal => string.Equals(Kind, "local", StringComparison.OrdinalIgnoreCase);
}
