using Acornima.Ast;

namespace SpecCursor.AiService.Validation.Tests;

/// <summary>
/// Recognises a call with a callback that became a promise: the same call without the callback, the callback's body unchanged behind
/// <c>then</c>, and nothing else that does more than hand the result or the error on.
/// </summary>
/// <param name="namesBefore">What stands for the package in the file as it was.</param>
/// <param name="namesAfter">The same after the patch.</param>
/// <param name="compare">Compares two nodes; gives the one that differs.</param>
internal sealed class PromiseConversion(PackageNames namesBefore, PackageNames namesAfter, Func<Node, Node, bool, Node?> compare)
{
    /// <summary>Whether one node became the other by such a conversion.</summary>
    public bool Matches(Node before, Node after)
    {
        if (before is not CallExpression { Arguments: [.., var callback] } call || !namesBefore.IsCall(call)
            || Unchained(after, out var handlers) is not { } inner || handlers.Count == 0)
        {
            return false;
        }

        return inner.Arguments.Count == call.Arguments.Count - 1
            && inner.Arguments.Zip(call.Arguments).All(pair => compare(pair.Second, pair.First, true) is null)
            && (callback is IFunction function ? CarriesBody(function, handlers) : callback is Identifier name && HandsOnTo(name.Name, handlers));
    }

    /// <summary>The call behind a chain of <c>then</c>, with the functions that the chain is given.</summary>
    private CallExpression? Unchained(Node node, out List<(Expression Handler, bool TakesError)> handlers)
    {
        handlers = [];
        while (node is CallExpression { Callee: MemberExpression { Computed: false, Property: Identifier { Name: "then" or "catch" } link } chain } call)
        {
            var takesErrorFirst = link.Name == "catch";
            handlers.AddRange(call.Arguments.Select((handler, index) => (handler, takesErrorFirst || index > 0)));
            node = chain.Object;
        }

        return node is CallExpression inner && namesAfter.IsCall(inner) ? inner : null;
    }

    private bool CarriesBody(IFunction callback, List<(Expression Handler, bool TakesError)> handlers)
    {
        var carriers = handlers.Where(handler => !handler.TakesError && handler.Handler is IFunction function && IsSameBody(callback, function)).ToList();
        return carriers.Count == 1
            && handlers.Except(carriers).All(handler => IsInert(handler.Handler, handler.TakesError) || IsGuardTarget(callback, handler.Handler));
    }

    private bool IsSameBody(IFunction before, IFunction after)
    {
        if (before.Async != after.Async || before.Generator != after.Generator || before.Params.Count > 2)
        {
            return false;
        }

        return compare(before.Body, after.Body, false) is null
            || (Guard(before) is not null && after.Body is BlockStatement rest && before.Body is BlockStatement body
                && body.Body.Count - 1 == rest.Body.Count
                && body.Body.Skip(1).Zip(rest.Body).All(pair => compare(pair.First, pair.Second, false) is null));
    }

    /// <summary>What hands the result or the error on and does nothing else; an error must not turn into anything else.</summary>
    private static bool IsInert(Expression handler, bool takesError) => handler is ArrowFunctionExpression { Async: false, Params: [..] parameters } arrow
        && parameters.Count <= 1
        && parameters.All(parameter => parameter is Identifier)
        && arrow.Body switch
        {
            NullLiteral => !takesError,
            Identifier value => Is(parameters, value),
            ArrayExpression { Elements: [Identifier error] } => takesError && Is(parameters, error),
            ArrayExpression { Elements: [NullLiteral, Identifier value] } => !takesError && Is(parameters, value),
            _ => false,
        };

    private static bool HandsOnTo(string name, List<(Expression Handler, bool TakesError)> handlers) => handlers.TrueForAll(handler => handler.Handler switch
    {
        Identifier identifier => identifier.Name == name,
        ArrowFunctionExpression { Body: CallExpression { Callee: Identifier callee, Arguments: [NullLiteral, ..] arguments } } arrow =>
            callee.Name == name && arguments.Skip(1).All(argument => argument is Identifier value && Is(arrow.Params, value)),
        _ => false,
    });

    /// <summary>Whether a handler is the function that the callback's guard called with the error: <c>if (err) return done(err)</c>.</summary>
    private static bool IsGuardTarget(IFunction callback, Expression handler) =>
        handler is Identifier name && Guard(callback) is { } guard && Called(guard.Consequent) is { } called && called == name.Name;

    private static IfStatement? Guard(IFunction callback) =>
        callback is { Body: BlockStatement { Body: [IfStatement { Alternate: null, Test: Identifier tested } guard, ..] }, Params: [Identifier error, ..] }
        && tested.Name == error.Name && (Called(guard.Consequent) is not null || Throws(guard.Consequent))
            ? guard
            : null;

    private static string? Called(Statement consequent) => consequent switch
    {
        NestedBlockStatement { Body: [var only] } => Called(only),
        ReturnStatement { Argument: CallExpression { Callee: Identifier callee, Arguments.Count: 1 } } => callee.Name,
        _ => null,
    };

    private static bool Throws(Statement consequent) => consequent switch
    {
        NestedBlockStatement { Body: [var only] } => Throws(only),
        ThrowStatement => true,
        _ => false,
    };

    private static bool Is(IEnumerable<Node> parameters, Identifier value) => parameters.OfType<Identifier>().Any(parameter => parameter.Name == value.Name);
}
