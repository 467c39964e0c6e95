using Acornima;
using Acornima.Ast;
using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>Finds the constructs that <see cref="SubversionRule"/> counts.</summary>
internal sealed class SubversiveConstructs
{
    private const string Computed = "(computed)";

    private static readonly HashSet<string> ProcessEnds = new(StringComparer.Ordinal) { "exit", "abort", "kill", "reallyExit", "_exiting", "exitCode", "emit", Computed };

    private static readonly HashSet<string> ProcessSecrets = new(StringComparer.Ordinal) { "env", "argv", "execArgv", "mainModule", "binding", "stdin" };

    private static readonly HashSet<string> ModuleInternals = new(StringComparer.Ordinal) { "cache", "extensions", "_load", "_resolveFilename", "_cache", "_extensions", Computed };

    private readonly JavaScriptFile _file;
    private readonly HashSet<Binding> _process;
    private readonly HashSet<Binding> _testLibraries;

    private SubversiveConstructs(JavaScriptFile file)
    {
        _file = file;
        _process = TestLibraries.Bindings(file, specifier => specifier is "process" or "node:process");
        _testLibraries = TestLibraries.Bindings(file, specifier => TestLibraries.IsAssertion(specifier) || TestLibraries.IsRunner(specifier));
    }

    /// <summary>What they do, as the end of "the file would …", in source order.</summary>
    public static IEnumerable<string> In(JavaScriptFile file)
    {
        var search = new SubversiveConstructs(file);
        return SyntaxChildren.SelfAndDescendants(file.Tree).SelectMany(search.Describe);
    }

    private IEnumerable<string> Describe(Node node) => node switch
    {
        Identifier identifier => OfName(identifier),
        MemberExpression member => OfMember(member),
        AssignmentExpression assignment => OfWrite(assignment.Left),
        UpdateExpression update => OfWrite(update.Argument),
        UnaryExpression { Operator: Operator.Delete } deletion => OfWrite(deletion.Argument),
        CallExpression call => OfCall(call),
        NewExpression { Callee: Identifier { Name: "Function" } callee } when _file.Scopes.IsGlobal(callee) => ["make a function out of text"],
        CatchClause { Body.Body.Count: 0 } => ["swallow an error"],
        WithStatement => ["use 'with'"],
        _ => [],
    };

    private IEnumerable<string> OfMember(MemberExpression member)
    {
        var name = NameOf(member);
        if (Unwrapped(member.Object) is not Identifier root || OwnerOf(root) is not { } owner)
        {
            return [];
        }

        return (owner, name) switch
        {
            ("process", _) when ProcessEnds.Contains(name) => [$"use process.{name}"],
            ("process", _) when ProcessSecrets.Contains(name) => [$"read process.{name}"],
            ("require" or "module", _) when ModuleInternals.Contains(name) => [$"change how modules are loaded ({owner}.{name})"],
            _ => [],
        };
    }

    /// <summary>A use of a name by which everything else can be reached, other than to ask it for a member or to call it.</summary>
    private IEnumerable<string> OfName(Identifier identifier)
    {
        if (!_file.Scopes.IsVariable(identifier) || OwnerOf(identifier) is not { } name)
        {
            return [];
        }

        var parent = _file.Scopes.Parent(_file.Outermost(identifier));
        var isAsked = parent is MemberExpression member && Unwrapped(member.Object) == identifier;
        var isCalled = parent is CallExpression call && Unwrapped(call.Callee) == identifier;
        return name switch
        {
            "globalThis" or "global" => [$"use {name}"],
            "process" when !isAsked => ["hand process on"],
            "require" when !isAsked && !isCalled => ["hand require on"],
            _ => [],
        };
    }

    /// <summary>The global that a name means; <c>process</c> may be loaded as a module, too.</summary>
    private string? OwnerOf(Identifier identifier)
    {
        if (_file.Scopes.IsGlobal(identifier))
        {
            return identifier.Name;
        }

        return _file.Scopes.Resolve(identifier) is { } binding
            && binding.References.Contains(identifier)
            && _process.Contains(binding)
                ? "process"
                : null;
    }

    /// <summary>A write to something that other code shares: a global, a member of one, or a member of what a test library gives.</summary>
    private IEnumerable<string> OfWrite(Node target)
    {
        var root = RootOf(target);
        if (root is CallExpression { Callee: Identifier { Name: "require" } })
        {
            return ["change another module"];
        }

        if (root is not Identifier identifier || !_file.Scopes.IsVariable(identifier))
        {
            return [];
        }

        if (_file.Scopes.IsGlobal(identifier))
        {
            return identifier.Name is "module" or "exports" ? [] : [$"change the global {identifier.Name}"];
        }

        return ReferenceEquals(target, identifier) || !IsTestLibrary(identifier) ? [] : [$"change the test library ({identifier.Name})"];
    }

    private IEnumerable<string> OfCall(CallExpression call)
    {
        if (call.Callee is Identifier { Name: "eval" } eval && _file.Scopes.IsGlobal(eval))
        {
            return ["evaluate text"];
        }

        if (call.Callee is not MemberExpression { Object: Identifier root } member || OwnerOf(root) is not { } owner)
        {
            return [];
        }

        var name = NameOf(member);
        var target = call.Arguments.Count > 0 ? RootOf(call.Arguments[0]) : null;
        return (owner, name) switch
        {
            ("process", "on" or "once" or "addListener" or "prependListener" or "removeAllListeners") => ["listen to the process's own events"],
            ("Object" or "Reflect", "assign" or "defineProperty" or "defineProperties" or "setPrototypeOf" or "set" or "deleteProperty")
                when target is Identifier changed && IsShared(changed) => [$"change {changed.Name}"],
            _ => [],
        };
    }

    private bool IsShared(Identifier identifier) =>
        _file.Scopes.IsGlobal(identifier) ? identifier.Name is not ("module" or "exports") : IsTestLibrary(identifier);

    private bool IsTestLibrary(Identifier identifier) => _file.Scopes.Resolve(identifier) is { } binding && _testLibraries.Contains(binding);

    private static Node RootOf(Node node) => Unwrapped(node) switch
    {
        MemberExpression member => RootOf(member.Object),
        ChainExpression chain => RootOf(chain.Expression),
        var root => root,
    };

    private static Node Unwrapped(Node node) => node is ParenthesizedExpression parenthesized ? Unwrapped(parenthesized.Expression) : node;

    private static string NameOf(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier name } => name.Name,
        { Property: StringLiteral literal } => literal.Value,
        _ => Computed,
    };
}
