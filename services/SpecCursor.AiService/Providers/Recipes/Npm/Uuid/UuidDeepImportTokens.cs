using Acornima;
using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Providers.Recipes.Npm.Uuid;

/// <summary>The same change in TypeScript and JSX, by the tokens around the module's name; anything but the usual forms is declined.</summary>
internal static class UuidDeepImportTokens
{
    /// <summary>Changes a file.</summary>
    /// <param name="path">Repository-relative path.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="algorithmOf">The export that a module specifier became; null when it became none.</param>
    public static RecipeResult Apply(string path, string text, Func<string, string?> algorithmOf)
    {
        var tokens = ModuleTokens.Of(text, out var isComplete);
        var editor = new SourceEditor(text);
        List<string> unhandled = [];
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index] is { Kind: TokenKind.StringLiteral, Value: string specifier } && specifier.StartsWith("uuid/", StringComparison.Ordinal)
                && (algorithmOf(specifier) is not { } algorithm || !Change(editor, tokens, index, algorithm)))
            {
                unhandled.Add($"{path}:{text.AsSpan(0, tokens[index].Start).Count('\n') + 1}: this way of loading '{specifier}' isn't changed in {Path.GetExtension(path)} files.");
            }
        }

        if (!isComplete && text.Contains("uuid/v", StringComparison.Ordinal))
        {
            unhandled.Add($"{path}: only the part of the file before its first token that isn't JavaScript was read.");
        }

        return new RecipeResult { NewText = editor.Count == 0 ? null : editor.Apply(), Unhandled = unhandled };
    }

    private static bool Change(SourceEditor editor, IReadOnlyList<Token> tokens, int index, string algorithm)
    {
        if (Is(tokens, index - 1, "("))
        {
            return ChangeRequire(editor, tokens, index, algorithm);
        }

        if (!Is(tokens, index - 1, "from"))
        {
            return false;
        }

        var end = index - 2;
        var start = Is(tokens, index - 3, "as") && Is(tokens, index - 4, "*") ? index - 4 : end;
        return start > 0 && tokens[end].Kind == TokenKind.Identifier && Is(tokens, start - 1, "import")
            && Replace(editor, tokens, start, end, algorithm, " as ") && SetSource(editor, tokens[index]);
    }

    /// <summary><c>import id = require('uuid/v4')</c>, <c>const id = require('uuid/v4')</c>, and the call elsewhere.</summary>
    private static bool ChangeRequire(SourceEditor editor, IReadOnlyList<Token> tokens, int index, string algorithm)
    {
        if (!Is(tokens, index - 2, "require") || Is(tokens, index - 3, ".") || !Is(tokens, index + 1, ")"))
        {
            return false;
        }

        if (!Is(tokens, index - 3, "=") || index < 5 || tokens[index - 4].Kind != TokenKind.Identifier || Is(tokens, index + 2, "."))
        {
            editor.Insert(tokens[index + 1].End, $".{algorithm}");
        }
        else if (Is(tokens, index - 5, "import"))
        {
            Replace(editor, tokens, index - 4, index - 4, algorithm, " as ");
            editor.Replace(tokens[index - 3].Start, tokens[index - 1].End, "from ");
            editor.Replace(tokens[index + 1].Start, tokens[index + 1].End, string.Empty);
        }
        else if (Is(tokens, index - 5, "const") || Is(tokens, index - 5, "let") || Is(tokens, index - 5, "var"))
        {
            Replace(editor, tokens, index - 4, index - 4, algorithm, ": ");
        }
        else
        {
            editor.Insert(tokens[index + 1].End, $".{algorithm}");
        }

        return SetSource(editor, tokens[index]);
    }

    private static bool Replace(SourceEditor editor, IReadOnlyList<Token> tokens, int start, int end, string algorithm, string separator)
    {
        var local = (string)tokens[end].Value!;
        editor.Replace(tokens[start].Start, tokens[end].End, local == algorithm ? $"{{ {algorithm} }}" : $"{{ {algorithm}{separator}{local} }}");
        return true;
    }

    private static bool SetSource(SourceEditor editor, Token source)
    {
        editor.Replace(source.Start + 1, source.End - 1, "uuid");
        return true;
    }

    private static bool Is(IReadOnlyList<Token> tokens, int index, string text) =>
        index >= 0 && index < tokens.Count
        && tokens[index].Kind is TokenKind.Identifier or TokenKind.Keyword or TokenKind.Punctuator
        && tokens[index].Value is string value && value == text;
}
