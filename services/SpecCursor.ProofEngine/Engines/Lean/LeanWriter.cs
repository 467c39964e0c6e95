using System.Globalization;
using System.Text;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Engines.Lean;

/// <summary>
/// Writes what became of an obligation as a Lean 4 file: the statement and its proof, or, of one that was refuted, that it fails. Only the core
/// library is used, so <c>lean file.lean</c> checks it anywhere. Names are made from the obligation and from numbers; other people's text
/// stands in comments only.
/// </summary>
internal sealed class LeanWriter
{
    private const int ClaimsInOneProof = 16;

    private readonly string _theorem;
    private readonly Statement _statement;
    private readonly Vocabulary _vocabulary;
    private readonly LeanTerms _terms;
    private readonly StringBuilder _text = new();

    private LeanWriter(string name, Statement statement)
    {
        _theorem = name.Replace('-', '_');
        _statement = statement;
        _vocabulary = Vocabulary.Of(statement);
        _terms = new LeanTerms(_vocabulary);
        Comment($"{name}: {statement.Words}");
    }

    /// <summary>The file.</summary>
    /// <param name="name">The obligation.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="findings">What was found of it.</param>
    public static string Write(string name, Statement statement, Findings findings)
    {
        var writer = new LeanWriter(name, statement);
        writer.Line("set_option maxRecDepth 100000");
        writer.Line();
        if (writer._vocabulary.HasVersions)
            writer.Definitions();
        writer.Theorems(findings);
        return writer._text.ToString();
    }

    private void Definitions()
    {
        var suffixes = _vocabulary.Suffixes;
        var before = Enumerable.Range(0, Math.Min(suffixes.ReleaseRank, 20)).Select(RankWords);
        var after = Enumerable.Range(0, suffixes.Count).Skip(suffixes.ReleaseRank + 1).Take(20).Select(rank => $", {RankWords(rank)}");
        Comment($"The rank orders what follows the numbers: {string.Join(", ", before)}, ..., {suffixes.ReleaseRank} = a release{string.Concat(after)}.");
        Line("structure Version where");
        foreach (var component in _terms.Components)
            Line($"  {component} : Nat");
        Line("deriving DecidableEq");
        Line();
        Line($"abbrev older (a b : Version) : Prop := {_terms.Older()}");
        Line();
        for (var i = 0; i < _vocabulary.Ranges.Count; i++)
        {
            Comment(_vocabulary.Ranges[i].Text);
            Line($"abbrev range_{i} (v : Version) : Prop := {_terms.Of(_vocabulary.Ranges[i])}");
            Line();
        }
    }

    private string RankWords(int rank) =>
        $"{rank} = {_vocabulary.Suffixes.Compose([.. _vocabulary.Scheme.ReleaseComponents.Select(_ => 0L)], rank).Text}";

    private void Theorems(Findings findings)
    {
        if (_statement.AtomCount > 0)
            Line(LeanRules.Write(_theorem, _statement, findings, _terms));
        else if (_statement.Quantification == Quantification.Exists)
            Exists(findings);
        else if (!findings.Hold)
            Fails(findings);
        else if (_statement.Quantification == Quantification.ForAll)
            ForAll();
        else
            Holds();
    }

    /// <summary>Claims that say that something is as it was are left out: <c>p → p</c> needs no proof.</summary>
    private void Holds()
    {
        var formulas = _statement.Claims.Select(claim => claim.Formula).ToList();
        var terms = formulas.Where(formula => !IsAsBefore(formula)).Select(_terms.Of).Where(term => term != "True").Distinct().ToList();
        var asBefore = formulas.Count(IsAsBefore);
        if (asBefore > 0)
            Comment($"{asBefore} more claims are of what is as it was before: each is p → p, and left out.");
        var parts = terms.Chunk(ClaimsInOneProof).ToList();
        if (parts.Count <= 1)
        {
            Line($"theorem {_theorem} : {(terms.Count == 0 ? "True" : string.Join(" ∧\n    ", terms))} := by decide");
            return;
        }

        for (var i = 0; i < parts.Count; i++)
        {
            Line($"abbrev part_{i} : Prop := {string.Join(" ∧\n    ", parts[i])}");
            Line();
            Line($"theorem part_{i}_holds : part_{i} := by decide");
            Line();
        }

        var numbers = Enumerable.Range(0, parts.Count).ToList();
        Line($"theorem {_theorem} : {string.Join(" ∧ ", numbers.Select(i => $"part_{i}"))} :=");
        Line($"  ⟨{string.Join(", ", numbers.Select(i => $"part_{i}_holds"))}⟩");
    }

    private void Fails(Findings findings)
    {
        var assumed = _statement.Assumptions.Select(assumption => At(assumption, findings.Witness));
        var failed = findings.Violated.Select(claim => $"¬ ({At(claim.Formula, findings.Witness)})").Distinct();
        Line($"theorem {_theorem}_fails : {string.Join(" ∧\n    ", assumed.Concat(failed))} := by decide");
    }

    private void ForAll()
    {
        var claims = _statement.Claims.Select(claim => claim.Formula).DistinctBy(_terms.Of).ToList();
        var assumed = string.Join(" ∧ ", _statement.Assumptions.Select(_terms.Of));
        var limits = string.Join(" ∧ ", _terms.Components.Select((component, i) =>
            $"v.{component} ≤ {(i == _terms.Components.Count - 1 ? _vocabulary.Suffixes.Count - 1 : _vocabulary.Scheme.MaximumComponent)}"));
        var premises = $"(v : Version) (valid : {limits}) (admitted : {assumed})";
        for (var i = 0; i < claims.Count; i++)
        {
            Line($"theorem {_theorem}_{i} {premises} : {_terms.Of(claims[i])} := by");
            foreach (var line in Proof(claims[i]))
                Line("  " + line);
            Line();
        }

        var all = Enumerable.Range(0, claims.Count).Select(i => $"{_theorem}_{i} v valid admitted").ToList();
        var conclusion = claims.Count == 0 ? "True" : string.Join(" ∧\n    ", claims.Select(_terms.Of));
        Line($"theorem {_theorem} {premises} :\n    {conclusion} :=");
        Line(all.Count switch { 0 => "  True.intro", 1 => "  " + all[0], _ => $"  ⟨{string.Join(", ", all)}⟩" });
    }

    private IEnumerable<string> Proof(Formula claim)
    {
        if (IsTrivial(claim))
        {
            yield return "exact True.intro";
            yield break;
        }

        yield return $"unfold {string.Join(' ', Ranges(_statement.Assumptions).Distinct())} at admitted";
        yield return $"unfold {string.Join(' ', Ranges([claim]).Distinct())}";
        yield return "omega";
    }

    private void Exists(Findings findings)
    {
        var published = _statement.Assumptions.OfType<Disjunction>().SelectMany(disjunction => disjunction.Operands)
            .Concat(_statement.Assumptions.Where(assumption => assumption is IsSame)).OfType<IsSame>();
        var versions = published.Select(same => _terms.Of(same.Right).Replace(" : Version)", ")", StringComparison.Ordinal));
        Line($"abbrev published : List Version := [{string.Join(", ", versions)}]");
        Line();
        var claimed = string.Join(" ∧ ", _statement.Claims.Select(claim => _terms.Of(claim.Formula)).Distinct());
        if (findings is { Hold: true, Witness: { } witness })
        {
            Line($"theorem {_theorem} : ∃ v : Version, v ∈ published ∧ {claimed} :=");
            Line($"  ⟨{_terms.Of(witness)}, by decide⟩");
        }
        else
        {
            Line($"theorem {_theorem}_fails : ∀ v ∈ published, ¬ ({claimed}) := by decide");
        }
    }

    private bool IsTrivial(Formula claim) => claim switch
    {
        Constant constant => constant.Value,
        InRange inRange => _terms.Of(inRange.Range) == "True",
        _ => false,
    };

    private IEnumerable<string> Ranges(IEnumerable<Formula> formulas) => formulas.SelectMany(formula => formula switch
    {
        InRange inRange => [$"range_{_vocabulary.NumberOf(inRange.Range).ToString(CultureInfo.InvariantCulture)}"],
        Disjunction disjunction => Ranges(disjunction.Operands),
        Conjunction conjunction => Ranges(conjunction.Operands),
        _ => Enumerable.Empty<string>(),
    });

    private bool IsAsBefore(Formula formula) =>
        formula is Implication implication && _terms.Of(implication.Premise) == _terms.Of(implication.Conclusion);

    private string At(Formula formula, IPackageVersion? witness) => _terms.Of(witness is null ? formula : Substitution.Of(formula, witness));

    private void Comment(string words)
    {
        foreach (var line in words.Chunk(190))
            Line("-- " + PlainWords.Ascii(new string(line)));
    }

    private void Line(string line = "") => _text.Append(line).Append('\n');
}
