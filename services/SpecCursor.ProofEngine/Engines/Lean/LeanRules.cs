using System.Globalization;
using SpecCursor.ProofEngine.Logic;

namespace SpecCursor.ProofEngine.Engines.Lean;

/// <summary>Writes a statement about atoms and rules: the least set is computed step by step, in Lean itself.</summary>
internal static class LeanRules
{
    private const string Preamble = """
        structure Rule where
          premises : List Nat
          guard : Bool
          conclusion : Nat

        def rules : List Rule := [
          RULES]

        def step (held : List Nat) : List Nat :=
          held ++ (rules.filter fun rule => rule.guard && rule.premises.all held.contains && !held.contains rule.conclusion).map Rule.conclusion

        def closure : Nat → List Nat
          | 0 => []
          | n + 1 => step (closure n)

        """;

    public static string Write(string theorem, Statement statement, Findings findings, LeanTerms terms)
    {
        var layers = Layers(statement);
        var claimed = (findings.Hold ? statement.Claims : findings.Violated).Select(claim => ((Atom)claim.Formula).Number).Distinct().ToList();
        var rules = findings.Hold ? Needed(claimed, layers) : Firing(statement, layers);
        var steps = (findings.Hold ? claimed.Select(atom => layers[atom]) : layers.Values).Select(layer => layer.Step).DefaultIfEmpty(0).Max();
        var written = rules.Select(rule => Rule(rule, terms)).Distinct();
        var preamble = Preamble.ReplaceLineEndings("\n").Replace("RULES", string.Join(",\n  ", written), StringComparison.Ordinal);
        var atoms = string.Join(", ", claimed);
        return preamble + "\n" + (findings.Hold
            ? $"theorem {theorem} : ∀ moved ∈ ([{atoms}] : List Nat), moved ∈ closure {steps} := by decide"
            : $"theorem {theorem}_fails : step (closure {steps}) = closure {steps} ∧\n    ∀ moved ∈ ([{atoms}] : List Nat), ¬ (moved ∈ closure {steps}) := by decide");
    }

    /// <summary>For every atom that is made to hold: the step at which it is, and a rule that does it.</summary>
    private static Dictionary<int, (int Step, Rule Rule)> Layers(Statement statement)
    {
        var layers = new Dictionary<int, (int Step, Rule Rule)>();
        var uses = statement.Rules.Where(rule => rule.GuardHolds).SelectMany(rule => rule.Premises.Select(premise => (premise, rule)))
            .ToLookup(use => use.premise, use => use.rule);
        var queue = new Queue<Rule>(statement.Rules.Where(rule => rule.Premises.IsEmpty && rule.GuardHolds));
        while (queue.TryDequeue(out var rule))
        {
            var step = 1 + rule.Premises.Select(premise => layers[premise].Step).DefaultIfEmpty(0).Max();
            if (!layers.TryAdd(rule.Conclusion, (step, rule)))
                continue;
            foreach (var next in uses[rule.Conclusion].Where(next => next.Premises.All(layers.ContainsKey)))
                queue.Enqueue(next);
        }

        return layers;
    }

    /// <summary>The rules that make the given atoms hold; what holds by fewer rules holds by all.</summary>
    private static List<Rule> Needed(IEnumerable<int> atoms, Dictionary<int, (int Step, Rule Rule)> layers)
    {
        var needed = new List<Rule>();
        var seen = new HashSet<int>();
        var queue = new Queue<int>(atoms);
        while (queue.TryDequeue(out var atom))
        {
            if (!seen.Add(atom))
                continue;
            needed.Add(layers[atom].Rule);
            foreach (var premise in layers[atom].Rule.Premises)
                queue.Enqueue(premise);
        }

        needed.Reverse();
        return needed;
    }

    /// <summary>The rules whose premises hold; the others make nothing hold.</summary>
    private static IEnumerable<Rule> Firing(Statement statement, Dictionary<int, (int Step, Rule Rule)> layers) =>
        statement.Rules.Where(rule => rule.Premises.All(layers.ContainsKey));

    private static string Rule(Rule rule, LeanTerms terms)
    {
        var premises = string.Join(", ", rule.Premises.Select(premise => premise.ToString(CultureInfo.InvariantCulture)));
        var guard = rule.Guard is null ? "true" : $"decide ({terms.Of(rule.Guard)})";
        return $"⟨[{premises}], {guard}, {rule.Conclusion.ToString(CultureInfo.InvariantCulture)}⟩";
    }
}
