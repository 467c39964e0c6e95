namespace SpecCursor.Deployment.Tests.Terraform.Hcl;

/// <summary>A reference in an expression.</summary>
/// <param name="Place">The block and argument that it stands in.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Segments">Its names, with <c>[]</c> for an index; a loop's variable is replaced by what it loops over, where that has a name.</param>
/// <param name="Bound">Whether its first name is a loop's or a block's own.</param>
public sealed record HclReference(string Place, string Text, IReadOnlyList<string> Segments, bool Bound)
{
    /// <summary>The names without indexes.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Segments.Where(segment => segment != "[]")];
}
