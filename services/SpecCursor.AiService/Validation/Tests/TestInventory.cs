using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Validation.Rules;

namespace SpecCursor.AiService.Validation.Tests;

/// <summary>What a file has of tests: their titles, what they assert, and what keeps them from running.</summary>
internal sealed record TestInventory
{
    private static readonly HashSet<string> Declarators = new(StringComparer.Ordinal) { "describe", "context", "suite", "it", "specify", "test" };

    private static readonly HashSet<string> Disabled = new(StringComparer.Ordinal)
    {
        "xdescribe", "xcontext", "xit", "xspecify", "xtest", "fdescribe", "fcontext", "fit", "ftest",
    };

    private static readonly HashSet<string> Disablers = new(StringComparer.Ordinal) { "skip", "only", "todo", "failing", "fails", "skipIf", "runIf" };

    /// <summary>The titles of suites and cases, in source order.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    /// <summary>How many assertions there are.</summary>
    public required int Assertions { get; init; }

    /// <summary>What keeps tests from running, such as <c>.skip</c>.</summary>
    public required IReadOnlyList<string> Disablings { get; init; }

    /// <summary>Takes stock of a file.</summary>
    public static TestInventory Of(JavaScriptFile file)
    {
        var assertions = TestLibraries.Bindings(file, TestLibraries.IsAssertion);
        var nodes = SyntaxChildren.SelfAndDescendants(file.Tree).ToList();
        var calls = nodes.OfType<CallExpression>().ToList();
        return new TestInventory
        {
            Titles = [.. calls.Where(IsDeclaration).Select(call => call.Arguments.Count > 0 ? file.TextOf(call.Arguments[0]) : string.Empty)],
            Assertions = calls.Count(call => IsOutermost(file, call) && IsAssertion(file, assertions, call)),
            Disablings = [.. nodes.SelectMany(node => DisablingsIn(file, node))],
        };
    }

    private static bool IsDeclaration(CallExpression call) => Chain(call.Callee) is var chain
        && (Declarators.Contains(chain[0]) || Disabled.Contains(chain[0]) || (chain.Count > 1 && Declarators.Contains(chain[^1]) && call.Arguments.Count > 1));

    private static bool IsAssertion(JavaScriptFile file, HashSet<Binding> libraries, CallExpression call)
    {
        var root = Root(call);
        return Chain(call.Callee).Contains("should")
            || (root is Identifier identifier
                && (file.Scopes.Resolve(identifier) is { } binding ? libraries.Contains(binding) || identifier.Name is "t" or "assert" : identifier.Name is "expect" or "assert" or "should"));
    }

    /// <summary>Whether a call is not merely a link of a longer chain: <c>expect(x).to.equal(y)</c> is one assertion.</summary>
    private static bool IsOutermost(JavaScriptFile file, CallExpression call) =>
        file.Scopes.Parent(file.Outermost(call)) is not MemberExpression member || member.Object != file.Outermost(call);

    private static IEnumerable<string> DisablingsIn(JavaScriptFile file, Node node)
    {
        switch (node)
        {
            case Identifier identifier when Disabled.Contains(identifier.Name) && file.Scopes.IsVariable(identifier):
                yield return identifier.Name;
                break;
            case MemberExpression { Computed: false, Property: Identifier { Name: var name } } when Disablers.Contains(name):
                yield return $".{name}";
                break;
            case MemberExpression { Computed: true, Property: StringLiteral { Value: var name } } when Disablers.Contains(name):
                yield return $".{name}";
                break;
            case ObjectProperty { Computed: false, Key: Identifier { Name: "skip" or "only" or "todo" or "plan" } key }:
                yield return $"{{ {key.Name} }}";
                break;
            case ReturnStatement when IsAtTopLevel(file, node):
                yield return "return";
                break;
        }
    }

    private static bool IsAtTopLevel(JavaScriptFile file, Node node)
    {
        for (var around = file.Scopes.Parent(node); around is not null; around = file.Scopes.Parent(around))
        {
            if (around is IFunction)
            {
                return false;
            }
        }

        return true;
    }

    private static Node Root(Node node) => node switch
    {
        CallExpression call => Root(call.Callee),
        MemberExpression member => Root(member.Object),
        ParenthesizedExpression parenthesized => Root(parenthesized.Expression),
        ChainExpression chain => Root(chain.Expression),
        AwaitExpression awaited => Root(awaited.Argument),
        _ => node,
    };

    private static List<string> Chain(Node node) => node switch
    {
        MemberExpression { Computed: false, Property: Identifier name } member => [.. Chain(member.Object), name.Name],
        MemberExpression member => [.. Chain(member.Object), "[]"],
        CallExpression call => Chain(call.Callee),
        ParenthesizedExpression parenthesized => Chain(parenthesized.Expression),
        Identifier identifier => [identifier.Name],
        _ => [string.Empty],
    };
}
