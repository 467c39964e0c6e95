namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>A directive of a <c>go.mod</c>: of a line by itself, or one line of a block.</summary>
/// <param name="Verb">Such as <c>require</c>.</param>
/// <param name="Words">What follows the verb.</param>
/// <param name="Comment">What the comment at the line's end says, without slashes.</param>
/// <param name="Above">What the comments right above say, a line each.</param>
internal sealed record GoModDirective(string Verb, IReadOnlyList<GoModWord> Words, string Comment, string Above)
{
    /// <summary>Why it is there: the comment at its end, or else those above.</summary>
    public string Rationale => Comment.Length > 0 ? Comment : Above;
}
