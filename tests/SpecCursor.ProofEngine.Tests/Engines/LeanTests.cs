using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Engines.Processes;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Engines;

[UnsupportedOSPlatform("windows")]
public sealed partial class LeanTests : IDisposable
{
    private readonly Scripts _scripts = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_obligation_is_written_as_a_lean_file_of_its_own(bool isHarmless)
    {
        using var host = new ProofHost(("LeanPath", ""));
        var command = isHarmless ? Upgrades.Harmless() : Upgrades.Ajv();

        var proved = await host.ProveAsync(command);
        var again = await host.ProveAsync(command);

        Assert.Equal(proved.Obligations.Select(result => result.Lean), again.Obligations.Select(result => result.Lean));
        Assert.All(proved.Obligations, IsWellFormed);
    }

    [Fact]
    public async Task A_universal_statement_is_proved_by_linear_arithmetic()
    {
        using var host = new ProofHost(("LeanPath", ""));

        var result = await host.ProveAsync(Peers(), "range-within-peers");

        Verdicts.IsProved(result);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Engines", "range-within-peers.lean")), result.Lean);
    }

    [Fact]
    public async Task A_refuted_statement_is_proved_to_fail()
    {
        using var host = new ProofHost(("LeanPath", ""));

        var result = await host.ProveAsync(Upgrades.Ajv(), "range-within-peers");

        Assert.EndsWith(
            """
            theorem range_within_peers_fails : range_0 (⟨8, 17, 1, 2⟩ : Version) ∧
                ¬ ((range_1 (⟨8, 17, 1, 2⟩ : Version) ∨ range_2 (⟨8, 17, 1, 2⟩ : Version))) := by decide

            """,
            result.Lean);
    }

    [Fact]
    public async Task Many_claims_are_proved_in_parts()
    {
        using var host = new ProofHost(("LeanPath", ""));
        var after = Upgrades.Lib("^1.1.0", "1.1.0");
        foreach (var i in Enumerable.Range(0, 40))
            after.Package($"d{i}", $"1.{i}.0").Depends("lib", $"d{i}", $"^1.{i}.0");

        var result = await host.ProveAsync(
            Upgrades.Of("lib", "1.0.0", "1.1.0", "^1.0.0", "^1.1.0", Upgrades.Lib("^1.0.0", "1.0.0"), after), "constraints-are-met");

        IsWellFormed(result);
        Assert.Contains("theorem constraints_are_met : part_0 ∧ part_1 ∧ part_2 :=\n  ⟨part_0_holds, part_1_holds, part_2_holds⟩", result.Lean);
    }

    [Fact]
    public async Task What_lean_does_not_accept_is_an_error()
    {
        using var host = new ProofHost(("LeanPath", _scripts.Write("echo \"$1:1:0: error: decide failed\"\nexit 1")));

        var result = await host.ProveAsync(Upgrades.Harmless(), "new-version-is-newer");

        Assert.Equal(("lean", ObligationStatus.Error), (result.Engine, result.Status));
        Assert.Contains("decide failed", result.Detail);
    }

    [Theory]
    [InlineData("echo \"warning: declaration uses 'sorry'\"", ObligationStatus.Error, "sorry")]
    [InlineData("exec sleep 600", ObligationStatus.Timeout, "did not end within 0.3 s")]
    [InlineData("grep -q '^theorem new_version_is_newer : older ' \"$1\"", ObligationStatus.Proved, "Lean checked it as well.")]
    public async Task Lean_is_given_the_file_and_believed(string body, ObligationStatus status, string detail)
    {
        using var host = new ProofHost(("LeanPath", _scripts.Write(body)), ("Timeout", status == ObligationStatus.Timeout ? "00:00:00.3" : "00:00:30"), ("Z3Path", SlowIsFine()));

        var result = await host.ProveAsync(Upgrades.Harmless(), "new-version-is-newer");

        Assert.Equal(status, result.Status);
        Assert.Contains(detail, result.Detail);
    }

    [Fact]
    public async Task Lean_checks_every_file_where_it_is_installed()
    {
        using var host = new ProofHost();

        var results = (await host.ProveAsync(Upgrades.Harmless())).Obligations.Concat((await host.ProveAsync(Upgrades.Ajv())).Obligations).Append(await host.ProveAsync(Peers(), "range-within-peers"));

        var isInstalled = Executable.Find(null, "lean") is not null;
        Assert.All(results, result => Assert.Equal(isInstalled, result.Detail?.Contains("Lean checked it as well.") == true));
    }

    public void Dispose() => _scripts.Dispose();

    private string SlowIsFine() => _scripts.Write("cat > /dev/null\necho unsat");

    private static ProveUpgrade Peers()
    {
        var after = Upgrades.Lib("^2.0.0-rc.1", "2.0.0").Package("a", "1.0.0").Package("b", "1.0.0").Peer("a", "lib", ">=2.0.0-rc.0").Peer("b", "lib", "*");
        return Upgrades.Of("lib", "1.0.0", "2.0.0", "^1.0.0", "^2.0.0-rc.1", Upgrades.Lib("^1.0.0", "1.0.0"), after);
    }

    /// <summary>No Lean is needed to see that brackets match, that the theorem is there, and that nothing is taken on trust.</summary>
    private static void IsWellFormed(ObligationResult result)
    {
        var theorem = result.Obligation.Replace('-', '_') + (result.Status == ObligationStatus.Refuted ? "_fails" : string.Empty);
        var code = CommentPattern.Replace(result.Lean, string.Empty);
        Assert.Single(Regex.Matches(code, $@"^theorem {theorem} ", RegexOptions.Multiline));
        Assert.DoesNotMatch(@"\b(sorry|axiom|import|native_decide|unsafe|opaque)\b", code);
        Assert.All(new[] { "()", "[]", "⟨⟩", "{}" }, pair => Assert.Equal(code.Count(c => c == pair[0]), code.Count(c => c == pair[1])));
        var used = Regex.Matches(code, @"\brange_\d+\b").Select(match => match.Value).ToHashSet();
        var defined = Regex.Matches(code, @"^abbrev (range_\d+) ", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(defined.Order(), used.Order());
        Assert.EndsWith("\n", result.Lean);
    }

    [GeneratedRegex("^--.*$", RegexOptions.Multiline)]
    private static partial Regex CommentPattern { get; }
}
