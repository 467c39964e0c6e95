using System.Runtime.InteropServices;

namespace SpecCursor.Worker.Workspaces;

/// <summary>The user whom workspaces belong to.</summary>
/// <param name="UserId">Numeric user id.</param>
/// <param name="GroupId">Numeric group id.</param>
internal sealed partial record WorkspaceOwner(uint UserId, uint GroupId)
{
    /// <summary>The one that the worker runs as.</summary>
    public static WorkspaceOwner ThisUser => new(EffectiveUser(), EffectiveGroup());

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint EffectiveGroup();
}
