namespace SpecCursor.Observability.Tests.LogQl;

/// <summary>A place where an expression stops being LogQL.</summary>
/// <param name="Expression">The whole expression.</param>
/// <param name="Position">Where the grammar does not follow, in characters from 0.</param>
public sealed record LogQlFault(string Expression, int Position)
{
    /// <inheritdoc/>
    public override string ToString() => $"not LogQL at {Position}, before «{Expression[Math.Min(Position, Expression.Length)..]}»: {Expression}";
}
