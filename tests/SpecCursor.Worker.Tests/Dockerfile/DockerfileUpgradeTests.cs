using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Dockerfile;

/// <summary>Whole upgrades, against Docker's own registry.</summary>
public sealed class DockerfileUpgradeTests(DockerfileHost host) : IClassFixture<DockerfileHost>
{
    private const string OldDigest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("latest", "FROM node:20.1.0\n", "FROM node:22.0.1\n")]
    [InlineData("minor", "FROM node:20.1.0\n", "FROM node:20.2.0\n")]
    [InlineData("patch", "FROM node:20.1.0\n", "FROM node:20.1.5\n")]
    [InlineData("20.2.0", "FROM docker.io/library/node:20.1.0\n", "FROM docker.io/library/node:20.2.0\n")]
    [InlineData("latest", "FROM node:20.1.0-alpine3.18\n", "FROM node:22.0.1-alpine3.19\n")]
    [InlineData("20.2.0", "FROM node:20.1.0-alpine3.18\n", "FROM node:20.2.0-alpine3.19\n")]
    [InlineData("22.0.1-alpine3.19", "FROM node:20.1.0-alpine3.18\n", "FROM node:22.0.1-alpine3.19\n")]
    [InlineData("23.0.0-rc.1", "FROM node:20.1.0\n", "FROM node:23.0.0-rc.1\n")]
    [InlineData("latest", "FROM node:20\n", "FROM node:22\n")]
    [InlineData("22.0.1", "FROM node:20\n", "FROM node:22\n")]
    [InlineData("latest", "FROM node:20.1.0 AS build\nFROM node:20.1.0-alpine3.18\nCOPY --from=build / /\n", "FROM node:22.0.1 AS build\nFROM node:22.0.1-alpine3.19\nCOPY --from=build / /\n")]
    [InlineData("latest", "FROM node:20.1.0 AS build\nFROM node:20\n", "FROM node:22.0.1 AS build\nFROM node:22\n")]
    [InlineData("latest", "FROM scratch\nCOPY --from=node:20.1.0 / /\nRUN --mount=type=bind,from=node:20.2.0 x\n", "FROM scratch\nCOPY --from=node:22.0.1 / /\nRUN --mount=type=bind,from=node:22.0.1 x\n")]
    [InlineData("latest", "ARG V=20.1.0\nFROM node:${V} AS a\nFROM node:$V-alpine3.18\n", "ARG V=22.0.1\nFROM node:${V} AS a\nFROM node:$V-alpine3.19\n")]
    [InlineData("latest", "FROM node:${V:-20.1.0}\n", "FROM node:${V:-22.0.1}\n")]
    [InlineData("latest", "ARG MAJOR=20 REST='1.0'\nARG IMAGE=\"node:$MAJOR.$REST\"\nFROM $IMAGE\n", "ARG MAJOR=22 REST='0.1'\nARG IMAGE=\"node:$MAJOR.$REST\"\nFROM $IMAGE\n")]
    [InlineData("latest", "FROM node:20.1.0\nFROM nodejs:20.1.0\nFROM other/node:20.1.0\nFROM nоde:20.1.0\n", "FROM node:22.0.1\nFROM nodejs:20.1.0\nFROM other/node:20.1.0\nFROM nоde:20.1.0\n")]
    [InlineData("latest", "FROM node:20.1.0\nFROM node\nFROM node:alpine\nFROM node:20.1.0-stretch\n", "FROM node:22.0.1\nFROM node\nFROM node:alpine\nFROM node:20.1.0-stretch\n")]
    public async Task Tags_move_and_keep_their_kind(string target, string before, string after)
    {
        await PushNodeAsync();

        var (ran, repository) = await host.UpgradeAsync("node", target, ("Dockerfile", before));

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(after, await host.AfterAsync(ran, repository, "Dockerfile"));
        Assert.Equal(["Dockerfile"], ran.Report!.ChangedFiles);
    }

    [Theory]
    [InlineData("FROM ubuntu:22.04\n", "latest", "FROM ubuntu:24.04\n")]
    [InlineData("FROM ubuntu:jammy-20240101\nFROM ubuntu:20240101\n", "latest", "FROM ubuntu:jammy-20240101\nFROM ubuntu:20240301\n")]
    public async Task Calendar_versions_stay_calendar_versions(string before, string target, string after)
    {
        await host.Registry.PushAsync("library/ubuntu", "latest", "jammy-20240101", "22.04", "24.04", "20240101", "20240301");

        var (ran, repository) = await host.UpgradeAsync("ubuntu", target, ("Dockerfile", before));

        Assert.Equal(after, await host.AfterAsync(ran, repository, "Dockerfile"));
    }

    [Fact]
    public async Task Pinned_digest_is_that_of_the_new_tag_and_bytes_around_stay()
    {
        await host.Registry.PushAsync("library/pinned", "1.0");
        var digest = await host.Registry.PushIndexAsync("library/pinned", "1.1", "linux/amd64", "linux/arm64");
        var repository = await TestRepository.CreateEmptyAsync(host.Worker, "dockerfile/pinned");
        await repository.WriteAsync("app/web.Dockerfile", [.. "\ufeff"u8, .. Encoding.UTF8.GetBytes($"# café\r\nARG D={OldDigest}\r\nFROM pinned:1.0@${{D}}  AS x\r\nFROM --platform=linux/aarch64 pinned:1.0@{OldDigest}")]);
        await repository.WriteAsync("Containerfile", Encoding.UTF8.GetBytes($"FROM pinned:1.0\nCOPY --from=pinned@{OldDigest} / /\n"));
        await repository.CommitAsync();

        var ran = await host.RunAsync(repository.Name, "pinned", "latest");

        Assert.Equal($"\ufeff# café\r\nARG D={digest}\r\nFROM pinned:1.1@${{D}}  AS x\r\nFROM --platform=linux/aarch64 pinned:1.1@{digest}", await host.AfterAsync(ran, repository, "app/web.Dockerfile"));
        Assert.Equal($"FROM pinned:1.1\nCOPY --from=pinned@{OldDigest} / /\n", await host.AfterAsync(ran, repository, "Containerfile"));
        Assert.Contains(ran.Report!.Notes, note => note.Contains("pinned by its digest alone", StringComparison.Ordinal));
        var integrity = $"sha256-{Convert.ToBase64String(Convert.FromHexString(digest["sha256:".Length..]))}";
        Assert.Equal([integrity, integrity], ran.Report.After.Packages.Where(package => package.Version == "1.1").Select(package => package.Integrity));
        Assert.Contains($"pinned:1.1 is {digest}", ran.Report.Install.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker/Dockerfile-alpine")]
    [InlineData("Dockerfile_prod")]
    [InlineData("dockerfile-php8.2")]
    [InlineData("Containerfile-node-20.1-slim")]
    [InlineData("Dockerfile.dev")]
    public async Task Variants_are_known_by_their_names(string path)
    {
        await host.Registry.PushAsync("library/variants", "1.0", "1.1");
        const string content = "FROM variants:1.0\n";

        var (ran, _) = await host.UpgradeAsync(
            "variants", "latest", (path, content), ("dockerfile_reader.go", content), ("Dockerfiles", content), ("Dockerfile-alpine.dockerignore", content), ("Dockerfile-lint.yaml", content));

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal([path], ran.Report!.ChangedFiles);
    }

    [Theory]
    [InlineData("deploy/docker-compose.dev.yml", "README.md", FailureCodes.ManifestNotFound)]
    [InlineData("compose.yaml", "Dockerfile", FailureCodes.PackageNotInRepository)]
    public async Task Compose_file_that_has_the_image_is_named(string path, string beside, string code)
    {
        var (ran, _) = await host.UpgradeAsync("postgres", "latest", (path, "services: { db: { image: 'postgres:16' } }\n"), (beside, "FROM scratch\n"));

        Assert.Equal(code, ran.Failure!.Code);
        Assert.EndsWith($"; '{path}' names it, but Compose files are not read.", ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FROM many:latest\n", FailureCodes.UnsupportedConstraint, "moves by itself")]
    [InlineData("FROM many:alpine\n", FailureCodes.UnsupportedConstraint, "moves by itself")]
    [InlineData("FROM many\n", FailureCodes.UnsupportedConstraint, "has no tag")]
    [InlineData("FROM many@" + OldDigest + "\n", FailureCodes.UnsupportedConstraint, "pinned by its digest alone")]
    [InlineData("ARG V\nFROM many:$V\n", FailureCodes.UnsupportedConstraint, "build argument without a value")]
    [InlineData("FROM many:1.0-$TARGETARCH\n", FailureCodes.UnsupportedConstraint, "build argument without a value")]
    [InlineData("ARG V=1.0\nFROM many:$V\nFROM other:$V\n", FailureCodes.UnsupportedConstraint, "several images")]
    [InlineData("ARG V=1.0\nFROM many:$V\nFROM many:$V-stretch\n", FailureCodes.UnsupportedConstraint, "several images")]
    [InlineData("FROM --platform=linux/s390x many:1.0\n", FailureCodes.VersionNotFound, "linux/s390x")]
    [InlineData("FROM other:1.0\n", FailureCodes.PackageNotInRepository, "many")]
    [InlineData("FROM a b\n", FailureCodes.InvalidManifest, "line 1")]
    [InlineData("RUN <<EOF\n", FailureCodes.InvalidManifest, "no end")]
    public async Task What_cannot_be_done_is_said(string dockerfile, string code, string words)
    {
        await host.Registry.PushAsync("library/many", "1.0", "1.0-stretch");
        await host.Registry.PushIndexAsync("library/many", "1.1", "linux/amd64", "linux/arm64");

        var (ran, _) = await host.UpgradeAsync("many", "latest", ("Dockerfile", dockerfile));

        Assert.Equal((RunOutcome.Failed, code), (ran.Outcome, ran.Failure!.Code));
        Assert.Contains(words, ran.Failure.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-image", "1.0", "latest", FailureCodes.PackageNotFound)]
    [InlineData("few", "1.0", "minor", FailureCodes.AlreadyUpToDate)]
    [InlineData("few", "1.0", "0.9", FailureCodes.DowngradeRefused)]
    [InlineData("few", "1.0", "bookworm", FailureCodes.VersionNotFound)]
    [InlineData("few", "1.0", "2", FailureCodes.VersionNotFound)]
    [InlineData("few:1.0", "1.0", "latest", FailureCodes.InvalidPackageName)]
    public async Task Targets_that_are_not_there_are_said(string image, string tag, string target, string code)
    {
        await host.Registry.PushAsync("library/few", "0.9", "1.0");

        var (ran, _) = await host.UpgradeAsync(image, target, ("Dockerfile", $"FROM {image}:{tag}\n"));

        Assert.Equal(code, ran.Failure?.Code);
    }

    [Fact]
    public async Task Ten_thousand_images_are_upgraded_and_more_are_refused()
    {
        await host.Registry.PushAsync("library/deep", "1.0.0", "1.1.0");
        var many = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"ARG V{i}=1.0.0\n")) + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"FROM deep:$V{i}\n"));

        var (ran, repository) = await host.UpgradeAsync("deep", "latest", ("Dockerfile", many));
        var (tooMany, _) = await host.UpgradeAsync("deep", "latest", ("Dockerfile", many), ("b/Dockerfile", many));

        Assert.Equal(many.Replace("1.0.0", "1.1.0", StringComparison.Ordinal), await host.AfterAsync(ran, repository, "Dockerfile"));
        Assert.Equal(FailureCodes.InvalidManifest, tooMany.Failure?.Code);
    }

    [Fact]
    public async Task Files_that_are_no_Dockerfiles_are_left_alone()
    {
        await host.Registry.PushAsync("library/names", "1.0", "1.1");
        string[] changed = ["Dockerfile", "a/dockerfile", "b/Dockerfile.prod", "c/x.Dockerfile", "d/Containerfile.dev"];
        string[] left = ["Dockerfile.dockerignore", "README.md", "Dockerfiles", "vendor/x/Dockerfile", "node_modules/x/Dockerfile"];
        var repository = await TestRepository.CreateEmptyAsync(host.Worker, "dockerfile/names");
        foreach (var path in changed.Concat(left))
        {
            await repository.WriteAsync(path, "FROM names:1.0\n"u8.ToArray());
        }

        await repository.WriteAsync("broken/Dockerfile", "{{ template }}\n"u8.ToArray());
        await repository.WriteAsync("large/Dockerfile", Encoding.ASCII.GetBytes($"FROM names:1.0\n#{new string('x', 1024 * 1024)}\n"));
        await repository.WriteAsync("nul/Dockerfile", "FROM names:1.0\0\n"u8.ToArray());
        repository.Link("linked.Dockerfile", "/etc/passwd");
        await repository.CommitAsync();

        var ran = await host.RunAsync(repository.Name, "names", "latest");

        Assert.Equal(changed.Order(StringComparer.Ordinal), ran.Report?.ChangedFiles);
        Assert.All(
            new[] { "'broken/Dockerfile'", "'large/Dockerfile'", "'linked.Dockerfile'" },
            path => Assert.Contains(ran.Report!.Notes, note => note.StartsWith(path, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Report_says_that_nothing_was_tested()
    {
        await host.Registry.PushAsync("library/untested", "1.0", "1.1");

        var (ran, _) = await host.UpgradeAsync("untested", "latest", ("Dockerfile", "FROM untested:1.0\n"), ("package.json", "{}"));

        Assert.Null(ran.Report!.Tests);
        Assert.Contains(ran.Report.Notes, note => note.Contains("No image was built", StringComparison.Ordinal));
        Assert.Contains(ran.Report.Notes, note => note.Contains("nothing was tested", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Expected_version_tells_which_use_leads()
    {
        await PushNodeAsync();
        var repository = await TestRepository.CreateAsync(host.Worker, "dockerfile/lead", ("Dockerfile", "FROM node:20.1.0\nFROM node:20.1.0-alpine3.18\n"));

        var ran = await host.RunAsync(repository.Name, "node", "latest", current: "20.1.0-alpine3.18");

        Assert.Equal(("20.1.0-alpine3.18", "22.0.1-alpine3.19"), (ran.Report?.FromVersion, ran.Report?.ToVersion));
    }

    [Fact]
    public async Task Registry_that_wants_a_token_of_anyone_gets_one_for_reading()
    {
        await host.Registry.PushAsync("team/app", "1.0", "1.1");
        await using var tokens = await TokenServer.StartAsync();
        using var registry = tokens.StartRegistry(host.ImagesDirectory, host.OtherDirectory);
        DockerfileHost.Allow(host.Worker, registry.Authority);
        DockerfileHost.Allow(host.Worker, tokens.Authority);

        var (ran, _) = await host.UpgradeAsync($"{registry.Authority}/team/app", "latest", ("Dockerfile", $"FROM {registry.Authority}/team/app:1.0\n"));

        Assert.Equal((RunOutcome.Succeeded, "1.1"), (ran.Outcome, ran.Report?.ToVersion));
        Assert.All(tokens.Scopes, scope => Assert.Equal("repository:team/app:pull", scope));
        Assert.NotEmpty(tokens.Scopes);
    }

    private Task<string> PushNodeAsync() => host.Registry.PushAsync(
        "library/node",
        "latest", "alpine", "20", "22", "20.1.0", "20.1.5", "20.2.0", "22.0.1", "23.0.0-rc.1", "20.1.0-alpine3.18", "20.2.0-alpine3.18", "20.2.0-alpine3.19", "22.0.1-alpine3.19", "20.1.0-stretch");
}
