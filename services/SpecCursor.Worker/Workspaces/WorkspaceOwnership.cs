using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Workspaces;

/// <summary>Whom workspaces belong to.</summary>
/// <param name="Owner">The unprivileged user, when the service is root; null where the service is one itself.</param>
internal sealed record WorkspaceOwnership(WorkspaceOwner? Owner)
{
    /// <summary>Who that is: the service's own user where nobody else is.</summary>
    public WorkspaceOwner User => Owner ?? WorkspaceOwner.ThisUser;

    /// <summary>Root gives workspaces to the sandbox's user, unless there is no sandbox.</summary>
    public static WorkspaceOwnership For(SandboxOptions options) =>
        new(Environment.IsPrivilegedProcess && !options.AllowUnsandboxed ? new WorkspaceOwner(options.UserId, options.GroupId) : null);

    /// <summary>Makes a folder, if it is not there, and gives it to whoever the commands run as.</summary>
    /// <returns>The folder.</returns>
    public string Make(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Owner is not null)
        {
            FileIdentity.GiveTo(folder, Owner.UserId, Owner.GroupId);
        }

        return folder;
    }
}
