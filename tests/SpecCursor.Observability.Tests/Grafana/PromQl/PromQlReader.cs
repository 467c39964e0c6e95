using System.Text.RegularExpressions;

namespace SpecCursor.Observability.Tests.Grafana.PromQl;

/// <summary>Reads PromQL by recursive descent and computes the dimension on the way.</summary>
internal sealed partial class PromQlReader
{
    private static readonly string[][] Precedence =
        [["or"], ["and", "unless"], ["==", "!=", "<=", "<", ">=", ">"], ["+", "-"], ["*", "/", "%"]];

    private readonly string[] _tokens;
    private readonly string _text;
    private readonly List<Selector> _selectors = [];
    private int _position;

    public PromQlReader(string text)
    {
        _text = text;
        _tokens = [.. Token().Matches(text).Select(match => match.Value)];
    }

    /// <summary>The selectors read until now.</summary>
    public IReadOnlyList<Selector> Selectors => _selectors;

    private string Next => _position < _tokens.Length ? _tokens[_position] : "";

    public Dimension ReadAll()
    {
        var dimension = ReadBinary(0);
        return Next.Length == 0 ? dimension : throw Unexpected();
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | \d+(?:\.\d+)?(?:e[+-]?\d+)?(?:ms|[smhdwy])? | [A-Za-z_:][A-Za-z0-9_:]* | =~|!~|==|!=|<=|>= | \S
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    private Dimension ReadBinary(int level)
    {
        if (level == Precedence.Length)
        {
            return ReadUnary();
        }

        var left = ReadBinary(level + 1);
        while (Precedence[level].Contains(Next))
        {
            var operation = Take();
            SkipModifiers();
            var right = ReadBinary(level + 1);
            left = operation switch
            {
                "*" => left * right,
                "/" => left / right,
                "+" or "-" when left != right => throw new FormatException($"{left} {operation} {right} in {_text}"),
                _ => left,
            };
        }

        return left;
    }

    private Dimension ReadUnary()
    {
        if (Next is "-" or "+")
        {
            Take();
            return ReadUnary();
        }

        var dimension = ReadPrimary();
        while (Next is "[" or "offset")
        {
            SkipPostfix();
        }

        return dimension;
    }

    private Dimension ReadPrimary()
    {
        var token = Take();
        if (token == "(")
        {
            var inner = ReadBinary(0);
            Expect(")");
            return inner;
        }

        if (char.IsAsciiDigit(token[0]))
        {
            return Dimension.None;
        }

        return Next is "(" or "by" or "without" ? ReadCall(token) : ReadSelector(token);
    }

    private Dimension ReadCall(string function)
    {
        SkipGrouping();
        Expect("(");
        var first = _selectors.Count;
        var arguments = new List<Dimension>();
        while (Next != ")")
        {
            arguments.Add(ReadBinary(0));
            if (Next == ",")
            {
                Take();
            }
        }

        Expect(")");
        SkipGrouping();
        return function switch
        {
            "rate" or "irate" or "deriv" => arguments[0] / Dimension.Second,
            "histogram_quantile" => Dimension.OfObservations(_selectors[first].Series),
            "count" or "changes" or "resets" => Dimension.Item,
            "topk" or "bottomk" or "quantile" or "quantile_over_time" => arguments[^1],
            "vector" => Dimension.Item,
            "time" => Dimension.Second,
            _ => arguments[0],
        };
    }

    private Dimension ReadSelector(string name)
    {
        var matchers = new List<LabelMatcher>();
        if (Next == "{")
        {
            Take();
            while (Next != "}")
            {
                matchers.Add(new LabelMatcher(Take(), Take(), Take()[1..^1]));
                if (Next == ",")
                {
                    Take();
                }
            }

            Expect("}");
        }

        _selectors.Add(new Selector(name, matchers));
        return Dimension.OfSeries(name);
    }

    private void SkipModifiers()
    {
        while (Next is "bool" or "on" or "ignoring" or "group_left" or "group_right")
        {
            Take();
            SkipLabels();
        }
    }

    private void SkipGrouping()
    {
        if (Next is "by" or "without")
        {
            Take();
            SkipLabels();
        }
    }

    private void SkipLabels()
    {
        if (Next == "(" && Array.IndexOf(_tokens, ")", _position) is var end && _tokens[_position..end].All(token => token is "(" or "," || char.IsAsciiLetter(token[0])))
        {
            _position = end + 1;
        }
    }

    private void SkipPostfix()
    {
        if (Take() == "[")
        {
            while (Take() != "]")
            {
            }
        }
        else
        {
            Take();
        }
    }

    private string Take() => _position < _tokens.Length ? _tokens[_position++] : throw Unexpected();

    private void Expect(string token)
    {
        if (Take() != token)
        {
            _position--;
            throw Unexpected();
        }
    }

    private FormatException Unexpected() => new($"«{Next}» is unexpected, token {_position} of {_text}");
}
