using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Providers.Recipes.Python;

/// <summary>The names by which a Python file knows a module and what is in it.</summary>
internal sealed class ModuleNames
{
    private readonly Code _code;
    private readonly HashSet<string> _modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly List<int> _imports = [];

    private ModuleNames(Code code) => _code = code;

    /// <summary>Whether the file loads the module.</summary>
    public bool IsLoaded => _modules.Count > 0 || _members.Count > 0 || Star is not null;

    /// <summary>Where it takes all names at once; null when it doesn't.</summary>
    public int? Star { get; private set; }

    /// <summary>The tokens that name members in imports.</summary>
    public IReadOnlyList<int> Imports => _imports;

    /// <summary>Reads the imports of a file.</summary>
    public static ModuleNames Of(Code code, string module)
    {
        var names = new ModuleNames(code);
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code[index] != "import" || !code.IsName(index))
            {
                continue;
            }

            if (code.Has(index - 2, "from", module) || code.Has(index - 4, "from", module, ".", "core"))
            {
                names.TakeMembers(index + 1);
            }
            else if (!code.IsName(index - 1) || code[index - 2] != "from")
            {
                names.TakeModules(index + 1, module);
            }
        }

        return names;
    }

    /// <summary>The module's member that a token names where it is used; null when it names none.</summary>
    public string? MemberAt(int index)
    {
        if (!_code.IsName(index))
        {
            return null;
        }

        return _code[index - 1] == "."
            ? _modules.Contains(_code[index - 2]) && _code[index - 3] != "." ? _code[index] : null
            : _members.GetValueOrDefault(_code[index]);
    }

    /// <summary>Where a name of the module is given to something else; null when nowhere.</summary>
    public int? Shadow()
    {
        for (var index = 0; index < _code.Tokens.Count; index++)
        {
            if (_code.IsName(index) && (_modules.Contains(_code[index]) || _members.ContainsKey(_code[index])) && _code[index - 1] != "." && IsBound(index))
            {
                return index;
            }
        }

        return null;
    }

    private bool IsBound(int index)
    {
        var isTarget = _code[index + 1] == "=" && _code[index + 2] != "=" && !IsArgument(index);
        var isDeclared = _code[index - 1] is "def" or "class" or "for" or "global" or "nonlocal" or "del" or "lambda" || _code.Has(index + 1, ":", "=");
        return isTarget || isDeclared || (_code[index - 1] == "as" && !_imports.Contains(index)) || IsParameter(index);
    }

    /// <summary>A keyword of a call stands in brackets, whose opening one stands behind what is called.</summary>
    private bool IsArgument(int index) => Opening(index) is { } open && !IsDefinition(open);

    private bool IsParameter(int index) => Opening(index) is { } open && IsDefinition(open) && _code[index - 1] is "(" or "," or "*";

    private bool IsDefinition(int open) => _code[open - 2] == "def";

    private int? Opening(int index)
    {
        for (var at = index - 1; at >= 0 && index - at < 2000; at--)
        {
            if (_code[at] is ")" or "]" or "}" && _code.Partner(at) is >= 0 and var partner)
            {
                at = partner;
            }
            else if (_code[at] == "(" && _code.Partner(at) > index)
            {
                return at;
            }
        }

        return null;
    }

    private void TakeMembers(int index)
    {
        if (_code[index] == "*")
        {
            Star = index;
            return;
        }

        index += _code[index] == "(" ? 1 : 0;
        while (_code.IsName(index))
        {
            var isRenamed = _code[index + 1] == "as";
            _imports.Add(index);
            if (isRenamed)
            {
                _imports.Add(index + 2);
            }

            _members[_code[isRenamed ? index + 2 : index]] = _code[index];
            index += isRenamed ? 3 : 1;
            if (_code[index] != ",")
            {
                return;
            }

            index++;
        }
    }

    private void TakeModules(int index, string module)
    {
        while (_code.IsName(index))
        {
            var first = index;
            while (_code[index + 1] == ".")
            {
                index += 2;
            }

            var isRenamed = _code[index + 1] == "as";
            if (_code[first] == module && (first == index || !isRenamed))
            {
                _modules.Add(isRenamed ? _code[index + 2] : module);
                _imports.Add(isRenamed ? index + 2 : first);
            }

            index += isRenamed ? 3 : 1;
            if (_code[index] != ",")
            {
                return;
            }

            index++;
        }
    }
}
