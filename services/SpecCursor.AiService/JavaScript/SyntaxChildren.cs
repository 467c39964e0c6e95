using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>The children of a node, each once: the parser lists the name of a shorthand property as its key and as its value.</summary>
internal static class SyntaxChildren
{
    /// <summary>The children in source order.</summary>
    public static IEnumerable<Node> Of(Node node)
    {
        switch (node)
        {
            case Property { Shorthand: true } property:
                yield return property.Value;
                yield break;
            case ImportSpecifier specifier when specifier.Imported.Range == specifier.Local.Range:
                yield return specifier.Local;
                yield break;
            case ExportSpecifier specifier when specifier.Exported.Range == specifier.Local.Range:
                yield return specifier.Local;
                yield break;
            default:
                foreach (var child in node.ChildNodes)
                {
                    yield return child;
                }

                yield break;
        }
    }

    /// <summary>A node and everything in it, in source order.</summary>
    public static IEnumerable<Node> SelfAndDescendants(Node node)
    {
        var pending = new Stack<Node>([node]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Of(next).Reverse())
            {
                pending.Push(child);
            }
        }
    }
}
