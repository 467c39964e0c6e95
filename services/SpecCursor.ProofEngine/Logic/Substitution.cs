using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>Puts a version where a formula has the variable.</summary>
internal static class Substitution
{
    public static Formula Of(Formula formula, IPackageVersion version) => formula switch
    {
        Conjunction conjunction => new Conjunction([.. conjunction.Operands.Select(operand => Of(operand, version))]),
        Disjunction disjunction => new Disjunction([.. disjunction.Operands.Select(operand => Of(operand, version))]),
        Negation negation => new Negation(Of(negation.Operand, version)),
        Implication implication => new Implication(Of(implication.Premise, version), Of(implication.Conclusion, version)),
        InRange inRange => inRange with { Version = Of(inRange.Version, version) },
        IsOlder isOlder => new IsOlder(Of(isOlder.Older, version), Of(isOlder.Newer, version)),
        IsSame isSame => new IsSame(Of(isSame.Left, version), Of(isSame.Right, version)),
        _ => formula,
    };

    private static VersionTerm Of(VersionTerm term, IPackageVersion version) => term.Version is null ? VersionTerm.Of(version) : term;
}
