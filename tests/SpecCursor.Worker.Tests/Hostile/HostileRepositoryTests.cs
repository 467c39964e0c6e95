using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Ecosystems;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Hostile;

/// <summary>Repositories that are made to confuse, in every ecosystem: each ends in the right change or in a clear failure.</summary>
[Collection(EcosystemCollections.Conformance)]
public sealed class HostileRepositoryTests(WorkerHost host)
{
    private const int HugeMegabytes = 200;
    private const int LargeMegabytes = 40;
    private const int Depth = 400;

    public static TheoryData<string> Names => [.. EcosystemSamples.All.Select(sample => sample.Name)];

    public static TheoryData<string> NamesOfLocked => [.. EcosystemSamples.All.Where(sample => sample.Lockfile is not null).Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Strange_files_beside_the_manifest_change_nothing(string name)
    {
        var sample = EcosystemSamples.Named(name);
        var repository = await sample.CreatePassingAsync(host, $"hostile-{name}-strange");
        var evidence = Path.Combine(host.StateDirectory, $"evidence-{name}");
        await AddStrangeFilesAsync(repository, sample, evidence);

        var ran = await RunAsync(sample, repository);

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.All(ran.Report!.ChangedFiles, path => Assert.True(path == sample.Manifest || path == sample.Lockfile, path));
        Assert.Equal(ran.Report.ChangedFiles.Count, ran.Report.Diff.Split("diff --git ").Length - 1);
        Assert.Contains(ran.Report.Notes, note => note.Contains("submodules", StringComparison.Ordinal));
        Assert.False(File.Exists(evidence), "Something that the repository named was run.");
        await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Manifest_that_is_no_text_is_refused_or_edited_around(string name)
    {
        var sample = EcosystemSamples.Named(name);
        var repository = await sample.CreatePassingAsync(host, $"hostile-{name}-text");
        foreach (var tail in new byte[][] { [0], [0xFF, 0xFE, 0xFD] })
        {
            await repository.EditAsync(sample.Manifest, content => [.. content, .. tail, (byte)'\n']);
            await repository.CommitAsync();

            var ran = await RunAsync(sample, repository);

            if (ran.Failure is { } failure)
            {
                Assert.Equal(FailureCodes.InvalidManifest, failure.Code);
                Assert.Contains(sample.Manifest, failure.Reason, StringComparison.Ordinal);
            }
            else
            {
                // Docker reads bytes, and so are they edited.
                Assert.IsType<DockerfileSample>(sample);
                var applied = await repository.ApplyAsync(host, ran.Report!.BaseCommit, ran.Report.Diff);
                Assert.EndsWith(Convert.ToHexString([.. tail, (byte)'\n']), Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(applied, sample.Manifest))), StringComparison.Ordinal);
            }

            await repository.GitAsync("reset", "--quiet", "--hard", "HEAD~1");
            await repository.GitAsync("push", "--quiet", "--force", "origin", "HEAD");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Manifest_that_is_a_link_is_not_followed(string name)
    {
        var sample = EcosystemSamples.Named(name);
        foreach (var target in new[] { "/etc/hostname", "elsewhere/there", ".git/config" })
        {
            var repository = await sample.CreatePassingAsync(host, $"hostile-{name}-link-{target.Length}");
            await repository.WriteAsync("elsewhere/there", await repository.ReadAsync(sample.Manifest));
            await repository.RunAsync("rm", sample.Manifest);
            repository.Link(sample.Manifest, target);
            await repository.CommitAsync();

            var ran = await RunAsync(sample, repository);

            Assert.Equal(RunOutcome.Failed, ran.Outcome);
            Assert.Contains(ran.Failure!.Code, new[] { FailureCodes.UnsafePath, FailureCodes.InvalidManifest, FailureCodes.ManifestNotFound, FailureCodes.PackageNotInRepository });
        }
    }

    [Fact]
    public async Task Manifest_in_a_folder_with_a_name_of_two_lines_is_upgraded()
    {
        var sample = EcosystemSamples.Named(Contracts.Upgrades.Ecosystems.Dockerfile);
        var repository = await sample.CreatePassingAsync(host, "hostile-two-lines");
        await repository.WriteAsync("new\nline \"é/Dockerfile", await repository.ReadAsync("Dockerfile"));
        await repository.CommitAsync();

        var ran = await RunAsync(sample, repository);

        Assert.Equal(["Dockerfile", "new\nline \"é/Dockerfile"], ran.Report!.ChangedFiles);
        var applied = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(applied, "Dockerfile")), await File.ReadAllTextAsync(Path.Combine(applied, "new\nline \"é/Dockerfile")));
    }

    [Theory]
    [MemberData(nameof(NamesOfLocked))]
    public async Task Lockfile_that_is_huge_is_refused_with_its_reason(string name)
    {
        var sample = EcosystemSamples.Named(name);
        var repository = await sample.CreatePassingAsync(host, $"hostile-{name}-huge");
        await repository.WriteAsync(sample.Lockfile!, new byte[(sample is NodeSample ? HugeMegabytes : LargeMegabytes) * 1024 * 1024]);
        await repository.CommitAsync();

        var ran = await RunAsync(sample, repository);

        Assert.Equal(RunOutcome.Failed, ran.Outcome);
        Assert.Contains(ran.Failure!.Code, new[] { FailureCodes.FileTooLarge, FailureCodes.LockfileTooLarge });
        Assert.Contains(sample.Lockfile!, ran.Failure.Reason, StringComparison.Ordinal);
    }

    private static async Task AddStrangeFilesAsync(TestRepository repository, IEcosystemSample sample, string evidence)
    {
        var manifest = await repository.ReadAsync(sample.Manifest);
        var lookAlike = sample.Manifest.Replace('o', 'о').Replace('e', 'е');
        Assert.NotEqual(sample.Manifest, lookAlike);
        foreach (var path in new[] { $"look-alike/{lookAlike}", "-rf", $"--upload-pack=touch {evidence.Replace('/', '_')}", "new\nline/notes", "..hidden/notes", "$(touch evidence)/`id`" })
        {
            await repository.WriteAsync(path, manifest);
        }

        await repository.WriteAsync($"{string.Concat(Enumerable.Repeat("d/", Depth))}deep", manifest);
        await repository.WriteAsync(
            ".gitmodules", Encoding.UTF8.GetBytes($"[submodule \"evil\"]\n\tpath = evil\n\turl = --upload-pack=touch {evidence}\n\tupdate = !touch {evidence}\n"));
        if (sample is not DotNetSample)
        {
            // MSBuild finds no sources any more where a folder's name is no text.
            await repository.RunAsync("bash", "-c", $"mkdir $'broken\\xff' && cp {sample.Manifest} $'broken\\xff/{sample.Manifest}'");
        }

        repository.Link("loop", ".");
        repository.Link("ping", "pong");
        repository.Link("pong", "ping");
        await repository.GitAsync("add", "--all");

        // Added last and as it is: git would convert everything else by it.
        await repository.WriteAsync(".gitattributes", Encoding.UTF8.GetBytes("* filter=evil diff=evil merge=evil -diff ident eol=crlf\n"));
        var attributes = (await repository.GitAsync("hash-object", "-w", "--no-filters", ".gitattributes")).Trim();
        await repository.GitAsync("update-index", "--add", "--cacheinfo", $"100644,{attributes},.gitattributes");
        await repository.GitAsync("update-index", "--add", "--cacheinfo", $"160000,{new string('1', 40)},evil");
        await repository.GitAsync("commit", "--quiet", "--message=strange");
        await repository.GitAsync("push", "--quiet", "origin", "HEAD");
    }

    private Task<UpgradeRan> RunAsync(IEcosystemSample sample, TestRepository repository)
    {
        var command = WorkerHost.Command(repository.Name, sample.Package, sample.To);
        return host.RunAsync(command with { Context = command.Context with { Ecosystem = sample.Ecosystem } });
    }
}
