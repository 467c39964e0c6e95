namespace SpecCursor.Worker.Workspaces;

/// <summary>The unprivileged user whom workspaces belong to when the service is root.</summary>
/// <param name="UserId">Numeric user id.</param>
/// <param name="GroupId">Numeric group id.</param>
internal sealed record WorkspaceOwner(uint UserId, uint GroupId);
