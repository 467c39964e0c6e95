namespace SpecCursor.AiService.Providers;

/// <summary>Which providers may be asked; the value of <c>SpecCursor:Ai:Provider</c>.</summary>
public enum ProviderChoice
{
    /// <summary>Recipes where they fit exactly, else Claude where a key is set, else whatever recipes can do.</summary>
    Auto,

    /// <summary>Recipes only: nothing leaves the machine.</summary>
    Recipes,

    /// <summary>Claude first; recipes where it can't be asked.</summary>
    Claude,
}
