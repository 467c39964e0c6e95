using Acornima.Ast;
using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Providers.Recipes.Npm.Callbacks;

/// <summary>The forms that a callback comes in, and what each becomes behind a promise.</summary>
internal static class CallbackForms
{
    private static readonly HashSet<string> CallbackNames = new(StringComparer.Ordinal) { "cb", "callback", "done", "next", "fn" };

    /// <summary>Whether the last argument of a call is a callback rather than options.</summary>
    public static bool IsCallback(JavaScriptFile file, CallExpression call, Expression argument) => argument switch
    {
        FunctionExpression or ArrowFunctionExpression => true,
        Identifier when call.Arguments.Count > 2 => true,
        Identifier name => CallbackNames.Contains(name.Name) || IsFunction(file, name),
        MemberExpression => call.Arguments.Count > 2,
        _ => false,
    };

    /// <summary>Moves the callback behind the promise.</summary>
    /// <returns>False when its form doesn't allow it; nothing is changed then.</returns>
    public static bool TryChange(Rewrite rewrite, CallExpression call, Expression callback)
    {
        var before = call.Arguments[^2].End;
        if (rewrite.File.Text.AsSpan(before, callback.Start - before).ContainsAnyExcept(", \t\r\n"))
        {
            return false;
        }

        if (callback is not IFunction function)
        {
            var name = rewrite.File.TextOf(callback);
            var value = name == "value" ? "result" : "value";
            rewrite.Editor.Replace(before, callback.End, $").then(({value}) => {name}(null, {value}), {name}");
            return true;
        }

        if (function.Generator || function.Params.Count > 2 || function.Params.Any(parameter => parameter is RestElement) || UsesOwnThis(function))
        {
            return false;
        }

        if (function.Params.Count < 2)
        {
            rewrite.Editor.Replace(before, callback.Start, ").then(() => null, (error) => error).then(");
        }
        else if (!TryDropGuard(rewrite, before, callback, function))
        {
            rewrite.Editor.Replace(before, callback.Start, ").then((value) => [null, value], (error) => [error]).then(");
            rewrite.Editor.Insert(function.Params[0].Start, "[");
            rewrite.Editor.Insert(function.Params[1].End, "]");
        }

        return true;
    }

    /// <summary>
    /// A callback that begins with <c>if (err) throw err;</c> or <c>if (err) return cb(err);</c> and never looks at the error again becomes
    /// the plain continuation: what the guard did, a rejection does.
    /// </summary>
    private static bool TryDropGuard(Rewrite rewrite, int before, Expression callback, IFunction function)
    {
        if (function.Params[0] is not Identifier error || function.Body is not BlockStatement { Body: [IfStatement { Alternate: null } guard, var next, ..] }
            || guard.Test is not Identifier tested || tested.Name != error.Name
            || rewrite.File.Scopes.Resolve(error) is not { References.Count: 2, IsConstant: true })
        {
            return false;
        }

        var handler = HandlerOf(rewrite.File, guard.Consequent, error.Name);
        if (handler is null || rewrite.File.Text.AsSpan(guard.End, next.Start - guard.End).ContainsAnyExcept(" \t\r\n"))
        {
            return false;
        }

        rewrite.Editor.Replace(before, callback.Start, ").then(");
        rewrite.Editor.Replace(error.Start, function.Params[1].Start, string.Empty);
        rewrite.Editor.Replace(guard.Start, next.Start, string.Empty);
        if (handler.Length > 0)
        {
            rewrite.Editor.Insert(callback.End, $", {handler}");
        }

        return true;
    }

    /// <summary>What takes the error: empty where it is thrown, null where the guard does something else.</summary>
    private static string? HandlerOf(JavaScriptFile file, Statement consequent, string error) => consequent switch
    {
        NestedBlockStatement { Body: [var only] } => HandlerOf(file, only, error),
        ThrowStatement { Argument: Identifier thrown } when thrown.Name == error => string.Empty,
        ReturnStatement { Argument: CallExpression { Callee: Identifier callee, Arguments: [Identifier argument] } } when argument.Name == error =>
            file.TextOf(callee),
        _ => null,
    };

    private static bool IsFunction(JavaScriptFile file, Identifier name) =>
        file.Scopes.Resolve(name) is { IsConstant: true } binding
        && file.Scopes.Parent(binding.Declarations[0]) is FunctionDeclaration or VariableDeclarator { Init: IFunction };

    /// <summary>Whether the function means its own <c>this</c> or <c>arguments</c>, which differ behind a promise.</summary>
    private static bool UsesOwnThis(IFunction function) => function is FunctionExpression && Mentions(function.Body);

    private static bool Mentions(Node node) => node switch
    {
        ThisExpression or Identifier { Name: "arguments" } => true,
        FunctionExpression or FunctionDeclaration or ClassBody => false,
        _ => SyntaxChildren.Of(node).Any(Mentions),
    };
}
