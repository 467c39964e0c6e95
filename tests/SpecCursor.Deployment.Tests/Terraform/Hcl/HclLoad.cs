namespace SpecCursor.Deployment.Tests.Terraform.Hcl;

/// <summary>A file, or a set of files, that an expression loads.</summary>
/// <param name="Place">The block and argument that it stands in.</param>
/// <param name="Path">The call, as it is written.</param>
/// <param name="Matches">The files, by their paths from the directory that was read; none where one of them does not exist.</param>
public sealed record HclLoad(string Place, string Path, IReadOnlyList<string> Matches);
