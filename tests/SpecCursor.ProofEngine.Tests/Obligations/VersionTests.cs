using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Obligations;

public sealed class VersionTests
{
    [Theory]
    [InlineData("1.1.0", "^1.1.0")]
    [InlineData("2.0.0-rc.2", "^2.0.0-rc.1")]
    [InlineData("2.0.0-rc.1", "*")]
    [InlineData("1.1.0+build.7", "~1.1")]
    public async Task A_version_in_the_written_range_is_proved_to_be(string to, string range)
    {
        using var host = new ProofHost();
        var command = Upgrades.Of("lib", "1.0.0", to, "^1.0.0", range, Upgrades.Lib("^1.0.0", "1.0.0"), Upgrades.Lib(range, to));

        Verdicts.IsProved(await host.ProveAsync(command, "new-version-in-range"));
    }

    [Theory]
    [InlineData("2.1.0", "^1.1.0")]
    [InlineData("2.1.0-rc.1", "^2.0.0-rc.1")]
    [InlineData("2.0.0-rc.1", ">=1")]
    public async Task A_version_outside_the_written_range_refutes(string to, string range)
    {
        using var host = new ProofHost();
        var command = Upgrades.Of("lib", "1.0.0", to, "^1.0.0", range, Upgrades.Lib("^1.0.0", "1.0.0"), Upgrades.Lib(range, to));

        Verdicts.IsRefuted(await host.ProveAsync(command, "new-version-in-range"), $"the manifest asks for lib {range}, which does not admit {to}.");
    }

    [Fact]
    public async Task A_lockfile_that_stayed_at_another_version_refutes()
    {
        using var host = new ProofHost();
        var command = Upgrades.Of("lib", "1.0.0", "1.2.0", "^1.0.0", "^1.1.0", Upgrades.Lib("^1.0.0", "1.0.0"), Upgrades.Lib("^1.1.0", "1.1.0"));

        Verdicts.IsRefuted(await host.ProveAsync(command, "new-version-in-range"), "The lockfile resolves lib ^1.1.0 to lib 1.1.0, not to 1.2.0.");
    }

    [Theory]
    [InlineData("1.0.0", "1.0.1")]
    [InlineData("1.9.0", "1.10.0")]
    [InlineData("1.0.0-alpha.9", "1.0.0-alpha.10")]
    [InlineData("1.0.0-alpha", "1.0.0-alpha.0")]
    [InlineData("1.0.0-rc.1", "1.0.0")]
    public async Task A_newer_version_is_proved_to_be(string from, string to)
    {
        using var host = new ProofHost();

        Verdicts.IsProved(await host.ProveAsync(Move(from, to), "new-version-is-newer"));
    }

    [Theory]
    [InlineData("1.0.1", "1.0.0")]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("1.0.0", "1.0.0-rc.1")]
    [InlineData("1.0.0-beta.1", "1.0.0-alpha.2")]
    public async Task A_version_that_is_not_newer_refutes(string from, string to)
    {
        using var host = new ProofHost();

        Verdicts.IsRefuted(await host.ProveAsync(Move(from, to), "new-version-is-newer"), $"lib {to} is not newer than {from}.");
    }

    private static Contracts.Messages.ProveUpgrade Move(string from, string to) =>
        Upgrades.Of("lib", from, to, from, to, Upgrades.Lib(from, from), Upgrades.Lib(to, to));
}
