using System.Globalization;
using System.Text;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>
/// Writes statements in SMT-LIB 2. Names are made from numbers alone; other people's text stands in comments only, and only as
/// <see cref="PlainWords.Ascii"/> lets it.
/// </summary>
internal sealed class SmtWriter
{
    /// <summary>The logic of every script.</summary>
    public const string Logic = "(set-logic ALL)";

    /// <summary>The option of scripts that ask for values.</summary>
    public const string Models = "(set-option :produce-models true)";

    private const int MaximumRanksTold = 40;

    private readonly Statement _statement;
    private readonly Vocabulary _vocabulary;
    private readonly string[] _components;
    private readonly StringBuilder _text = new();
    private readonly List<int> _claimNumbers = [];
    private int _distinctClaims;

    private SmtWriter(string name, Statement statement)
    {
        _statement = statement;
        _vocabulary = Vocabulary.Of(statement);
        _components = [.. statement.Scheme.ReleaseComponents, "rank"];
        Comment($"{name}: {statement.Words}");
    }

    private bool IsQuantified => _statement.Quantification != Quantification.None;

    /// <summary>The script that decides the statement: existential ones hold when it is satisfiable, all others when it is not.</summary>
    public static SmtScript Check(string name, Statement statement)
    {
        var writer = new SmtWriter(name, statement);
        writer.Comment(statement.Quantification == Quantification.Exists
            ? "sat: it holds. unsat: it does not."
            : "What is asserted is its negation. unsat: it holds. sat: it does not.");
        writer.Line(Logic);
        writer.Definitions();
        writer.Line($"(assert {writer.Decisive()})");
        writer.Line("(check-sat)");
        return new SmtScript(writer._text.ToString(), [], 0);
    }

    /// <summary>The script that finds the version that an existential statement is true of, or what any other is false of.</summary>
    /// <param name="name">The obligation.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="preferred">A version that is expected to be such a one; null to take any.</param>
    public static SmtScript Witness(string name, Statement statement, IPackageVersion? preferred)
    {
        var writer = new SmtWriter(name, statement);
        writer.Comment("Finds what it is true or false of.");
        writer.Line(Models);
        writer.Line(Logic);
        writer.Definitions();
        var terms = new List<string>();
        if (writer.IsQuantified)
        {
            writer.Line("(declare-const v Version)");
            writer.Line($"(assert {writer.Assumed()})");
            if (preferred is not null)
                writer.Line($"(assert (= v {writer.Version(preferred)}))");
            terms.AddRange(writer._components.Select(component => $"({component} v)"));
        }

        writer.Line($"(assert {(statement.Quantification == Quantification.Exists ? writer.Claimed() : $"(not {writer.Claimed()})")})");
        writer.Line("(check-sat)");
        terms.AddRange(Enumerable.Range(0, writer._distinctClaims).Select(writer.Claim));
        if (terms.Count == 0)
            terms.Add("true");
        writer.Line($"(get-value ({string.Join(' ', terms)}))");
        var offset = writer.IsQuantified ? writer._components.Length : 0;
        return new SmtScript(writer._text.ToString(), [.. writer._claimNumbers.Select(number => offset + number)], offset);
    }

    private string Decisive() => _statement.Quantification switch
    {
        Quantification.ForAll => $"(not (forall ((v Version)) (=> {Assumed()} {Claimed()})))",
        Quantification.Exists => $"(exists ((v Version)) (and {Assumed()} {Claimed()}))",
        _ => $"(not {Claimed()})",
    };

    private string Assumed() => "(and (valid v)" + string.Concat(_statement.Assumptions.Select(assumption => " " + Term(assumption))) + ")";

    private string Claimed() => Join("and", Enumerable.Range(0, _distinctClaims).Select(Claim));

    private string Claim(int number) => IsQuantified ? $"(claim_{number} v)" : $"claim_{number}";

    private void Definitions()
    {
        if (_vocabulary.HasVersions)
            VersionDefinitions();
        for (var atom = 0; atom < _statement.AtomCount; atom++)
            Line($"(declare-const a{atom} Bool)");
        foreach (var rule in _statement.Rules)
            Line($"(assert {RuleTerm(rule)})");
        ClaimDefinitions();
    }

    private void VersionDefinitions()
    {
        Comment("A version is its numbers and the rank of what follows them; the ranks are, from 0:");
        Comment(string.Join(", ", Enumerable.Range(0, Math.Min(_vocabulary.Suffixes.Count, MaximumRanksTold)).Select(RankWords))
            + (_vocabulary.Suffixes.Count > MaximumRanksTold ? $", ... {_vocabulary.Suffixes.ReleaseRank} = a release" : string.Empty));
        Line($"(declare-datatypes ((Version 0)) (((version {string.Join(' ', _components.Select(component => $"({component} Int)"))}))))");
        Line($"(define-fun older ((a Version) (b Version)) Bool {Older(0)})");
        var bounds = _components.Select((component, i) =>
            $"(<= 0 ({component} v) {(i == _components.Length - 1 ? _vocabulary.Suffixes.Count - 1 : _statement.Scheme.MaximumComponent)})");
        Line($"(define-fun valid ((v Version)) Bool {Join("and", bounds)})");
        for (var i = 0; i < _vocabulary.Ranges.Count; i++)
        {
            Comment(_vocabulary.Ranges[i].Text);
            Line($"(define-fun range_{i} ((v Version)) Bool {Join("or", _vocabulary.Ranges[i].Alternatives.Select(Alternative))})");
        }
    }

    private string RankWords(int rank)
    {
        var zeros = _statement.Scheme.ReleaseComponents.Select(_ => 0L);
        var text = _vocabulary.Suffixes.Compose([.. zeros], rank).Text;
        return $"{rank} = {(rank == _vocabulary.Suffixes.ReleaseRank ? "a release" : text)}";
    }

    private void ClaimDefinitions()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var claim in _statement.Claims)
        {
            var term = Term(claim.Formula);
            if (numbers.TryAdd(term, numbers.Count))
                Line($"(define-fun claim_{numbers.Count - 1} ({(IsQuantified ? "(v Version)" : string.Empty)}) Bool {term})");
            _claimNumbers.Add(numbers[term]);
        }

        _distinctClaims = numbers.Count;
    }

    private string Alternative(ComparatorSet set)
    {
        var terms = set.Comparators.Select(Comparator).ToList();
        if (set.Prereleases == PrereleaseRule.SameSuffix)
        {
            terms.AddRange(set.Comparators.Select(comparator => $"(= (rank v) {Number(_vocabulary.Suffixes.RankOf(comparator.Bound))})").Distinct());
        }
        else if (set.Prereleases != PrereleaseRule.Always)
        {
            var isRelease = _vocabulary.ReleaseRanks.Select(run => run.First == run.Last
                ? $"(= (rank v) {Number(run.First)})"
                : $"(<= {Number(run.First)} (rank v) {Number(run.Last)})");
            var sameRelease = set.Comparators.Where(comparator => set.Prereleases == PrereleaseRule.SameRelease && comparator.Bound.IsPrerelease)
                .Select(comparator => SameRelease(comparator.Bound)).Distinct();
            terms.Add(Join("or", isRelease.Concat(sameRelease)));
        }

        return Join("and", terms);
    }

    private string Comparator(VersionComparator comparator)
    {
        var bound = Version(comparator.Bound);
        return comparator.Operator switch
        {
            ComparisonOperator.Less => $"(older v {bound})",
            ComparisonOperator.LessOrEqual => $"(not (older {bound} v))",
            ComparisonOperator.Equal => $"(= v {bound})",
            ComparisonOperator.GreaterOrEqual => $"(not (older v {bound}))",
            _ => $"(older {bound} v)",
        };
    }

    private string SameRelease(IPackageVersion bound) =>
        Join("and", bound.Release.Select((number, i) => $"(= ({_components[i]} v) {Number(number)})"));

    private string Older(int component)
    {
        var name = _components[component];
        var less = $"(< ({name} a) ({name} b))";
        return component == _components.Length - 1 ? less : $"(or {less} (and (= ({name} a) ({name} b)) {Older(component + 1)}))";
    }

    private string RuleTerm(Rule rule)
    {
        var premises = rule.Premises.Select(premise => $"a{premise}").ToList();
        if (rule.Guard is not null)
            premises.Add(Term(rule.Guard));
        return premises.Count == 0 ? $"a{rule.Conclusion}" : $"(=> {Join("and", premises)} a{rule.Conclusion})";
    }

    private string Term(Formula formula) => formula switch
    {
        Constant constant => constant.Value ? "true" : "false",
        Conjunction conjunction => Join("and", conjunction.Operands.Select(Term)),
        Disjunction disjunction => Join("or", disjunction.Operands.Select(Term)),
        Negation negation => $"(not {Term(negation.Operand)})",
        Implication implication => $"(=> {Term(implication.Premise)} {Term(implication.Conclusion)})",
        InRange inRange => $"(range_{_vocabulary.NumberOf(inRange.Range)} {Term(inRange.Version)})",
        IsOlder isOlder => $"(older {Term(isOlder.Older)} {Term(isOlder.Newer)})",
        IsSame isSame => $"(= {Term(isSame.Left)} {Term(isSame.Right)})",
        IsEqual isEqual => $"(= {Number(isEqual.Left)} {Number(isEqual.Right)})",
        Atom atom => $"a{atom.Number}",
        _ => throw new InvalidOperationException($"{formula.GetType().Name} can't be written in SMT-LIB."),
    };

    private string Term(VersionTerm term) => term.Version is { } version ? Version(version) : "v";

    private string Version(IPackageVersion version) => $"(version {string.Join(' ', _vocabulary.Components(version).Select(Number))})";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Join(string connective, IEnumerable<string> terms) => terms.ToList() switch
    {
        [] => connective == "and" ? "true" : "false",
        [var only] => only,
        var several => $"({connective} {string.Join(' ', several)})",
    };

    private void Comment(string words)
    {
        foreach (var line in words.Chunk(190))
            Line("; " + PlainWords.Ascii(new string(line)));
    }

    private void Line(string line) => _text.Append(line).Append('\n');
}
