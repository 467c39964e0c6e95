using Acornima;
using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>
/// The tokens of a file: what is left of source when layout and comments are taken away, and so what two pieces of source are compared by.
/// </summary>
internal sealed class SourceTokens
{
    private readonly string _text;
    private readonly List<Token> _tokens;

    internal SourceTokens(string text, List<Token> tokens)
    {
        _text = text;
        _tokens = [.. tokens.Where(token => token.Kind != TokenKind.EOF)];
    }

    /// <summary>The tokens of a node, one space between them.</summary>
    public string Of(Node node) => string.Join(' ', Within(node.Start, node.End).Select(Raw));

    /// <summary>The tokens of a node that are not its children's, each child being a mark: its own form, whatever it is made of.</summary>
    public string ShapeOf(Node node)
    {
        List<string> shape = [node.TypeText];
        var position = node.Start;
        foreach (var child in SyntaxChildren.Of(node).OrderBy(child => child.Start))
        {
            shape.AddRange(Within(position, child.Start).Select(Raw));
            shape.Add("\u25a1");
            position = Math.Max(position, child.End);
        }

        shape.AddRange(Within(position, node.End).Select(Raw));
        return string.Join(' ', shape);
    }

    private IEnumerable<Token> Within(int start, int end)
    {
        for (var index = FirstAt(start); index < _tokens.Count && _tokens[index].End <= end; index++)
        {
            yield return _tokens[index];
        }
    }

    private int FirstAt(int position)
    {
        var (low, high) = (0, _tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _tokens[middle].Start < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private string Raw(Token token) => _text[token.Start..token.End];
}
