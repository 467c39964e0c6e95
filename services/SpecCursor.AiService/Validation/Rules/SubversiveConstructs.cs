using Acornima;
using Acornima.Ast;
using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Validation.Rules;

/// <summary>Finds the constructs that <see cref="SubversionRule"/> counts.</summary>
internal sealed class SubversiveConstructs
{
    private const string Computed = "(computed)";

    private static readonly HashSet<string> ProcessSecrets = new(StringComparer.Ordinal) { "env", "argv", "execArgv", "mainModule", "binding", "stdin" };

    /// <summary>What of a process says something and changes nothing. Everything else ends it, listens to it, or leads to the modules inside of Node.js.</summary>
    private static readonly HashSet<string> ProcessFacts = new(StringComparer.Ordinal)
    {
        "arch", "cpuUsage", "cwd", "emitWarning", "hrtime", "memoryUsage", "nextTick", "pid", "platform", "release", "resourceUsage", "stderr", "stdout", "uptime",
        "version", "versions",
    };

    /// <summary>By what a process is told from something else that is kept under that name.</summary>
    private static readonly HashSet<string> ProcessMarks = new(StringComparer.Ordinal)
    {
        "abort", "argv", "binding", "dlopen", "env", "exit", "exitCode", "getBuiltinModule", "kill", "mainModule", "reallyExit",
    };

    private static readonly HashSet<string> ProcessEvents = new(StringComparer.Ordinal)
    {
        "on", "once", "off", "addListener", "prependListener", "prependOnceListener", "removeListener", "removeAllListeners",
    };

    /// <summary>What of <c>module</c> and <c>require</c> repairs may need: the rest leads to other modules, or to how they are loaded.</summary>
    private static readonly HashSet<string> ModuleFacts = new(StringComparer.Ordinal) { "exports", "filename", "id", "loaded", "path", "resolve" };

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
        CatchClause clause when IsEmpty(clause.Body) => ["swallow an error"],
        ObjectPattern pattern => pattern.Properties.OfType<Property>().SelectMany(OfTaken),
        WithStatement => ["use 'with'"],
        _ => [],
    };

    private IEnumerable<string> OfMember(MemberExpression member)
    {
        var name = NameOf(member);
        return (OwnerOf(member.Object), name) switch
        {
            ("process", _) when ProcessSecrets.Contains(name) => [$"read process.{name}"],
            ("process", _) when ProcessEvents.Contains(name) => ["listen to the process's own events"],
            ("process", _) when !ProcessFacts.Contains(name) => [$"use process.{name}"],
            (("require" or "module") and var owner, _) when !ModuleFacts.Contains(name) => [$"change how modules are loaded ({owner}.{name})"],
            ("Object" or "Reflect", "getPrototypeOf") => ["reach a prototype"],
            ({ } owner, "prototype") when !IsAsked(member) => [$"hand the prototype of {owner} on"],
            (_, "__proto__" or "__defineGetter__" or "__defineSetter__") => ["reach a prototype"],
            (_, "constructor") when !IsHarmless(member) => ["reach a constructor, which may make a function out of text"],
            _ => OfThis(member, name),
        };
    }

    /// <summary>Where code is not strict, a function's <c>this</c> may be what <c>globalThis</c> is.</summary>
    private static IEnumerable<string> OfThis(MemberExpression member, string name) => Unwrapped(member.Object) switch
    {
        ThisExpression when name is "process" or "globalThis" or "global" or "Function" or "eval" => [$"reach {name}"],
        MemberExpression inner when NameOf(inner) == "process" && ProcessMarks.Contains(name) => [$"use process.{name}"],
        _ => [],
    };

    /// <summary>What is taken apart into names of its own.</summary>
    private static IEnumerable<string> OfTaken(Property property) => property switch
    {
        { Computed: false, Key: Identifier { Name: "constructor" or "__proto__" } or StringLiteral { Value: "constructor" or "__proto__" } } => ["reach a constructor or a prototype"],
        { Computed: true, Key: StringLiteral { Value: "constructor" or "__proto__" } } => ["reach a constructor or a prototype"],
        _ => [],
    };

    /// <summary>Asking what it is called, and comparing it.</summary>
    private bool IsHarmless(MemberExpression constructor) => _file.Scopes.Parent(_file.Outermost(constructor)) switch
    {
        MemberExpression asking => NameOf(asking) == "name",
        NonLogicalBinaryExpression comparison => comparison.Operator is Operator.Equality or Operator.StrictEquality or Operator.Inequality or Operator.StrictInequality,
        _ => false,
    };

    private bool IsAsked(Node node) =>
        _file.Outermost(node) is var outermost && _file.Scopes.Parent(outermost) is MemberExpression asking && ReferenceEquals(asking.Object, outermost);

    /// <summary>
    /// A use of a name by which everything else can be reached, other than to ask it for a member or to call it. What only is called so, a variable, a parameter,
    /// a key or a label, is none.
    /// </summary>
    private IEnumerable<string> OfName(Identifier identifier)
    {
        var outermost = _file.Outermost(identifier);
        var parent = _file.Scopes.Parent(outermost);
        if (IsTestLibrary(identifier) && parent is VariableDeclarator { Id: Identifier } or AssignmentExpression && !ReferenceEquals(identifier, (parent as VariableDeclarator)?.Id))
        {
            return [$"hand the test library on ({identifier.Name})"];
        }

        if (!_file.Scopes.IsVariable(identifier) || OwnerOf(identifier) is not { } name)
        {
            return [];
        }

        // What is called in any other form is not known for a load.
        var isCalled = parent is CallExpression call && ReferenceEquals(call.Callee, identifier);
        return name switch
        {
            "globalThis" or "global" => [$"use {name}"],
            "process" when !IsAsked(identifier) => ["hand process on"],
            "require" when !IsAsked(identifier) && !isCalled => ["hand require on"],
            "module" when !IsAsked(identifier) => ["hand module on"],
            "eval" => ["evaluate text"],
            "Function" when parent is not NonLogicalBinaryExpression { Operator: Operator.InstanceOf } => ["make a function out of text"],
            _ => [],
        };
    }

    /// <summary>The global that a name means; <c>process</c> may be loaded as a module, too.</summary>
    private string? OwnerOf(Node node)
    {
        if (Unwrapped(node) is not Identifier identifier)
        {
            return null;
        }

        if (_file.Scopes.MayBeGlobal(identifier))
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

        if (_file.Scopes.MayBeGlobal(identifier))
        {
            return identifier.Name is "module" or "exports" ? [] : [$"change the global {identifier.Name}"];
        }

        return ReferenceEquals(target, identifier) || !IsTestLibrary(identifier) ? [] : [$"change the test library ({identifier.Name})"];
    }

    private IEnumerable<string> OfCall(CallExpression call)
    {
        if (Unwrapped(call.Callee) is not MemberExpression member)
        {
            return [];
        }

        var name = NameOf(member);
        var target = call.Arguments.Count > 0 ? RootOf(call.Arguments[0]) : null;
        return (OwnerOf(member.Object), name) switch
        {
            (_, "catch") when call.Arguments is [IFunction { Body: FunctionBody body }] && IsEmpty(body) => ["swallow an error"],
            ("Object" or "Reflect", "assign" or "defineProperty" or "defineProperties" or "setPrototypeOf" or "set" or "deleteProperty")
                when target is Identifier changed && IsShared(changed) => [$"change {changed.Name}"],
            _ => [],
        };
    }

    private bool IsShared(Identifier identifier) =>
        _file.Scopes.MayBeGlobal(identifier) ? identifier.Name is not ("module" or "exports") : IsTestLibrary(identifier);

    private bool IsTestLibrary(Identifier identifier) => _file.Scopes.Resolve(identifier) is { } binding && _testLibraries.Contains(binding);

    private static bool IsEmpty(BlockStatement block) => block.Body.All(statement => statement is EmptyStatement);

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
