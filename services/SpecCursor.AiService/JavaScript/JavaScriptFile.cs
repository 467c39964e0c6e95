using Acornima;
using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>A parsed JavaScript file: its text, its syntax tree and what its names mean.</summary>
internal sealed class JavaScriptFile
{
    private const int MaximumNesting = 500;

    private static readonly ParserOptions ScriptOptions = new()
    {
        EcmaVersion = EcmaVersion.Latest,
        AllowHashBang = true,
        AllowReturnOutsideFunction = true,
        AllowNewTargetOutsideFunction = true,
        PreserveParens = true,
    };

    private static readonly ParserOptions ModuleOptions = ScriptOptions with { AllowAwaitOutsideFunction = true };

    private JavaScriptFile(string path, string text, Acornima.Ast.Program tree, List<Token> tokens)
    {
        Tokens = new SourceTokens(text, tokens);
        Path = path;
        Text = text;
        Tree = tree;
        Scopes = ScopeAnalysis.Analyse(tree);
    }

    /// <summary>Repository-relative path.</summary>
    public string Path { get; }

    /// <summary>The whole text; positions in the tree are indices into it.</summary>
    public string Text { get; }

    /// <summary>The syntax tree.</summary>
    public Acornima.Ast.Program Tree { get; }

    /// <summary>Its tokens.</summary>
    public SourceTokens Tokens { get; }

    /// <summary>What its names mean.</summary>
    public ScopeMap Scopes { get; }

    /// <summary>The text of a node.</summary>
    public string TextOf(Node node) => Text[node.Start..node.End];

    /// <summary>The line that a position stands in, counted from 1.</summary>
    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    /// <summary>The node with the parentheses around it.</summary>
    public Node Outermost(Node node)
    {
        while (Scopes.Parent(node) is ParenthesizedExpression parenthesized)
        {
            node = parenthesized;
        }

        return node;
    }

    /// <summary>Parses a file, as a module where its name or its syntax says so, and else as a script.</summary>
    /// <param name="path">Repository-relative path.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="reason">Why it could not be parsed.</param>
    /// <returns>Null when it could not.</returns>
    public static JavaScriptFile? TryParse(string path, string text, out string reason)
    {
        if (SourceLanguages.Of(path) != SourceLanguage.JavaScript)
        {
            reason = $"{path} is not a JavaScript file.";
            return null;
        }

        try
        {
            reason = string.Empty;
            RefuseDeepNesting(text);
            var tree = Parse(path, text, out var tokens);
            return new JavaScriptFile(path, text, tree, tokens);
        }
        catch (ParseErrorException error)
        {
            reason = $"{path} does not parse as JavaScript: {error.Message}";
        }
        catch (Exception exception) when (exception is SourceTooDeepException or InsufficientExecutionStackException)
        {
            reason = $"{path} is nested too deeply to analyse.";
        }

        return null;
    }

    /// <summary>The parser descends once for each bracket, so that their depth is looked at before it is let loose.</summary>
    private static void RefuseDeepNesting(string text)
    {
        var depth = 0;
        foreach (var character in text)
        {
            depth += character switch
            {
                '(' or '[' or '{' => 1,
                ')' or ']' or '}' => -1,
                _ => 0,
            };
            if (depth > MaximumNesting)
            {
                throw new SourceTooDeepException();
            }
        }
    }

    private static Acornima.Ast.Program Parse(string path, string text, out List<Token> tokens)
    {
        if (!path.EndsWith(".mjs", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return new Parser(Collecting(ScriptOptions, out tokens)).ParseScript(text, path);
            }
            catch (ParseErrorException) when (!path.EndsWith(".cjs", StringComparison.OrdinalIgnoreCase))
            {
                // A .js file may be either; what is no script may still be a module.
            }
        }

        return new Parser(Collecting(ModuleOptions, out tokens)).ParseModule(text, path);
    }

    private static ParserOptions Collecting(ParserOptions options, out List<Token> tokens)
    {
        List<Token> collected = [];
        tokens = collected;
        return options with { OnToken = (in Token token) => collected.Add(token) };
    }
}
