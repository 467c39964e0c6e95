using SpecCursor.Versioning.Tests.Cargo;
using SpecCursor.Versioning.Tests.Go;

namespace SpecCursor.Versioning.Tests.SemVer;

/// <summary>Versions and ranges of an ecosystem.</summary>
internal sealed record SchemeSamples(IReadOnlyList<IPackageVersion> Versions, IReadOnlyList<string> Ranges)
{
    public static SchemeSamples Of(IVersionScheme scheme, int seed, int count)
    {
        var (cargo, go) = (new CargoQuestions(seed), new GoQuestions(seed));
        var questions = Enumerable.Range(0, count).Select(_ => scheme.Ecosystem switch
        {
            "rust" => cargo.Next() is var asked ? (Versions: new[] { asked.A, asked.B }, Range: asked.Requirement) : default,
            _ => go.Next() is var asked ? (Versions: new[] { asked.A, asked.B }, Range: asked.B) : default,
        }).ToList();
        return new SchemeSamples(
            [.. questions.SelectMany(question => question.Versions).Select(scheme.ParseVersion).OfType<IPackageVersion>()],
            [.. questions.Select(question => question.Range).Where(range => scheme.ParseRange(range) is not null)]);
    }
}
