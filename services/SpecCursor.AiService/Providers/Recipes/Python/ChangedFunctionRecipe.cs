using SpecCursor.AiService.Languages;
using SpecCursor.AiService.Languages.Python;
using SpecCursor.AiService.Providers.Recipes.Tokens;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Python;

/// <summary>Calls functions of a module by their new names, and with what took the place of a switch.</summary>
/// <param name="changed">What changed.</param>
internal sealed class ChangedFunctionRecipe(ChangedFunctions changed) : TokenRecipe<PythonLanguage>
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = $"{changed.Package}-changed-functions",
        Ecosystem = Ecosystems.Python,
        Package = changed.Package,
        Change = VersionChange.In(changed.Release),
        Description = $"Calls the functions of `{changed.Package}` as {changed.Release} has them.",
        Rationale = changed.Rationale,
    };

    /// <inheritdoc />
    protected override string Mention => changed.Module;

    /// <inheritdoc />
    protected override void Change(TokenRewrite rewrite)
    {
        var names = ModuleNames.Of(rewrite.Code, changed.Module);
        if (!names.IsLoaded)
        {
            return;
        }

        if (names.Star is { } star)
        {
            rewrite.Decline(star, $"With all names of '{changed.Module}' imported at once, it can't be told which are its own.");
            return;
        }

        if (names.Shadow() is { } shadow)
        {
            rewrite.Decline(shadow, $"'{rewrite.Code[shadow]}' is given another meaning here, so that its uses can't be told apart.");
            return;
        }

        foreach (var index in names.Imports.Where(index => changed.Renamed.ContainsKey(rewrite.Code[index]) && rewrite.Code[index - 1] != "as"))
        {
            var old = rewrite.Code[index];
            rewrite.Replace(index, rewrite.Code[index + 1] == "as" ? changed.Renamed[old] : $"{changed.Renamed[old]} as {old}");
        }

        foreach (var index in rewrite.Indices)
        {
            if (names.MemberAt(index) is { } member)
            {
                ChangeUse(rewrite, index, member, isImport: names.Imports.Contains(index));
            }
        }
    }

    private void ChangeUse(TokenRewrite rewrite, int index, string member, bool isImport)
    {
        if (changed.Gone.Contains(member))
        {
            rewrite.Decline(index, $"'{member}' of '{changed.Module}' is gone, and nothing gives the same.");
        }
        else if (!isImport && rewrite.Code[index - 1] == "." && changed.Renamed.TryGetValue(member, out var name))
        {
            rewrite.Replace(index, name);
        }
        else if (changed.Switched.Contains(member) && rewrite.Code[index + 1] == "(")
        {
            ChangeCall(rewrite, index + 1);
        }
    }

    private void ChangeCall(TokenRewrite rewrite, int open)
    {
        var code = rewrite.Code;
        var arguments = Arguments(code, open).ToList();
        var isKeyword = (int first) => code.IsName(first) && code[first + 1] == "=" && code[first + 2] != "=";
        var position = arguments.FindIndex(argument => isKeyword(argument.First) && code[argument.First] == changed.Switch);
        var isByPosition = position < 0 && arguments.Count > 1 && !arguments[..2].Exists(argument => isKeyword(argument.First) || code[argument.First] == "*");
        if (isByPosition && code[arguments[1].First] is not ("True" or "False"))
        {
            rewrite.Decline(open, $"Whether the second argument is '{changed.Switch}' can't be told.");
            return;
        }

        if (position < 0 && !isByPosition)
        {
            return;
        }

        var (first, last) = arguments[isByPosition ? 1 : position];
        var value = isByPosition ? first : first + 2;
        var isSet = arguments.Exists(argument => isKeyword(argument.First) && code[argument.First] == changed.Keyword);
        if (isByPosition && arguments.Count > 2 && !isKeyword(arguments[2].First))
        {
            rewrite.Decline(open, $"Arguments behind '{changed.Switch}' are given by position.");
        }
        else if (value == last && code[value] == "False" && position != 0)
        {
            rewrite.Remove(code.Tokens[first - 2].End, code.Tokens[last].End);
        }
        else if (isSet)
        {
            rewrite.Decline(open, $"Both '{changed.Switch}' and '{changed.Keyword}' are given.");
        }
        else
        {
            rewrite.Replace(first, last, $"{changed.Keyword}={Value(code, value, last)}");
        }
    }

    private string Value(Code code, int first, int last)
    {
        var quote = code.Text.Count(character => character == '"') > code.Text.Count(character => character == '\'') ? '"' : '\'';
        var (on, off) = ($"{quote}{changed.On}{quote}", $"{quote}{changed.Off}{quote}");
        var value = code.Text[code.Tokens[first].Start..code.Tokens[last].End];
        return (first == last, value) switch
        {
            (true, "True") => on,
            (true, "False") => off,
            (true, _) => $"{on} if {value} else {off}",
            _ => $"{on} if ({value}) else {off}",
        };
    }

    private static IEnumerable<(int First, int Last)> Arguments(Code code, int open)
    {
        var close = code.Partner(open);
        var first = open + 1;
        for (var index = first; index <= close; index++)
        {
            if (index == close || code[index] == ",")
            {
                if (index > first)
                {
                    yield return (first, index - 1);
                }

                first = index + 1;
            }
            else if (code.Partner(index) > index)
            {
                index = code.Partner(index);
            }
        }
    }
}
