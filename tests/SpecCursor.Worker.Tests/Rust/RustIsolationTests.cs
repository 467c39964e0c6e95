using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Ecosystems.Rust;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Rust.RustRepositories;

namespace SpecCursor.Worker.Tests.Rust;

/// <summary>What a repository may not do to the run of cargo that has a network, nor to runs to come.</summary>
[Collection(EcosystemCollections.Rust)]
public sealed class RustIsolationTests(WorkerHost host)
{
    private readonly RustRepositories _repositories = new(host);

    [Fact]
    public async Task Program_that_a_project_puts_before_the_compiler_runs_only_in_tests()
    {
        var repository = await _repositories.CreateUnlockedAsync(
            "wrapper",
            [
                ("Cargo.toml", Manifest("[dependencies]\ntally = \"1.0.0\"\n")), ("src/lib.rs", Source()), ("wrap.sh", "#!/bin/sh\necho the wrapper ran >&2\nexit 1\n"),
            ]);
        await _repositories.LockAsync(repository, ("tally", "1.0.0"));
        await repository.WriteAsync(".cargo/config.toml", "[build]\nrustc = \"./wrap.sh\"\nrustc-wrapper = \"./wrap.sh\"\n"u8.ToArray());
        await repository.RunAsync("chmod", "+x", "wrap.sh");
        await repository.CommitAsync();

        var ran = await _repositories.RunAsync(repository, "tally", "1.1.0");

        // Cargo asks the compiler for its version even to fetch. Had it asked this one, there would be no lockfile and no diff.
        Assert.Equal(FailureCodes.TestsFailingBeforeUpgrade, ran.Failure!.Code);
        Assert.Contains("the wrapper ran", ran.Failure.Detail, StringComparison.Ordinal);
        Assert.Contains("+tally = \"1.1.0\"", ran.Report!.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_script_reaches_neither_a_network_nor_what_was_downloaded()
    {
        const string script = """
            use std::{env, fs, net::TcpStream, path::Path};

            fn main() {
                let home = env::var("CARGO_HOME").unwrap();
                assert!(fs::read_dir(Path::new(&home).join("registry")).is_ok());
                assert!(fs::write(Path::new(&home).join("config.toml"), "").is_err());
                assert!(fs::write(Path::new(&home).join("registry/x"), "").is_err());
                assert!(TcpStream::connect("127.0.0.1:3128").is_err());
                assert!(env::var("https_proxy").is_err());
                fs::write("Cargo.toml", "not a manifest").unwrap();
            }
            """;
        var repository = await _repositories.CreateAsync(
            "script", [("Cargo.toml", Manifest("[dependencies]\ntally = \"1.0.0\"\n")), ("src/lib.rs", Source()), ("build.rs", script)], ("tally", "1.0.0"));

        var ran = await _repositories.RunAsync(repository, "tally", "1.1.0");

        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}");
        Assert.DoesNotContain("not a manifest", ran.Report!.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Toolchain_is_what_lies_behind_the_names_on_the_path()
    {
        foreach (var folder in (await host.Service<RustToolchain>().GetAsync(CancellationToken.None)).Folders)
        {
            Assert.True(File.Exists(Path.Combine(folder, "cargo")) || File.Exists(Path.Combine(folder, "rustc")));
            Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => Path.GetFileName(file) is "rustup" or "credentials.toml");
        }
    }
}
