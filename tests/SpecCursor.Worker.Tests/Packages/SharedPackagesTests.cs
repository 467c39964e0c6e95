using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Packages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Node;

namespace SpecCursor.Worker.Tests.Packages;

/// <summary>What upgrades of different repositories have of each other's downloads: the real package managers, and a fake registry that counts.</summary>
public sealed class SharedPackagesTests : IAsyncLifetime
{
    private const string Package = "shared-thing";

    /// <summary>pnpm runs it with all that pnpm can write to.</summary>
    private const string Poison = """
        const { existsSync, writeFileSync } = require('fs');
        if (existsSync('/var/cache/packages')) writeFileSync('/var/cache/packages/poison', 'poisoned');
        module.exports = { hooks: { readPackage: pkg => pkg } };
        """;

    private readonly ConcurrentBag<string> _downloads = [];
    private readonly Dictionary<string, byte[]> _archives = [];
    private FakeRegistry _registry = null!;
    private WorkerHost _host = null!;

    public async Task InitializeAsync()
    {
        _registry = await FakeRegistry.StartAsync(AnswerAsync);
        _host = WorkerHost.With(("SpecCursor:Worker:Node:Registry", _registry.Address.AbsoluteUri));
        foreach (var version in (string[])["1.0.0", "1.1.0"])
        {
            var folder = Directory.CreateDirectory(Path.Combine(_host.StateDirectory, "made", version)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), $$"""{"name":"{{Package}}","version":"{{version}}","main":"main.js"}""");
            await File.WriteAllTextAsync(Path.Combine(folder, "main.js"), $"module.exports = '{version}';\n");
            await Tool.RunAsync(folder, "npm", "pack", "--silent");
            _archives[version] = await File.ReadAllBytesAsync(Path.Combine(folder, $"{Package}-{version}.tgz"));
        }
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task What_one_repository_downloaded_the_next_one_finds()
    {
        var (first, second) = (await CreateAsync("first"), await CreateAsync("second"));
        Assert.Empty(_downloads);

        await UpgradeAsync(first);
        Assert.Equal(["1.1.0"], _downloads);
        await UpgradeAsync(second);

        Assert.Equal(["1.1.0"], _downloads);
        Assert.NotEmpty(_host.Service<PackageLayers>().Of("node"));
    }

    [Fact]
    public async Task Package_manager_that_may_run_the_repositorys_code_shares_nothing()
    {
        var other = await CreateAsync("other", "pnpm");
        var hooked = await CreateAsync("hooked", "pnpm", (".pnpmfile.cjs", Poison));

        await UpgradeAsync(hooked);
        Assert.Single(Poisoned(_host.Service<WorkerDirectories>().PackageCaches));
        Assert.Equal(["1.1.0"], _downloads);
        await UpgradeAsync(other);

        Assert.Equal(["1.1.0", "1.1.0"], _downloads);
        Assert.Empty(Poisoned(_host.Service<WorkerDirectories>().PackageLayers));

        // Without hooks it shares: the next one downloads nothing.
        await UpgradeAsync(await CreateAsync("third", "pnpm"));
        Assert.Equal(["1.1.0", "1.1.0"], _downloads);
    }

    [Theory]
    [InlineData("git=./evil.sh")]
    [InlineData("install-links=true")]
    [InlineData("@scope:registry=https://registry.example.com/")]
    public async Task Settings_that_could_have_code_run_share_nothing(string setting)
    {
        var repository = await CreateAsync("set", "npm", (".npmrc", setting));

        await UpgradeAsync(repository);

        Assert.Empty(_host.Service<PackageLayers>().Of("node"));
    }

    [Fact]
    public async Task Lockfile_that_names_another_server_shares_nothing()
    {
        var repository = await CreateAsync("locked", "npm");
        await repository.EditAsync(
            "package-lock.json",
            content => Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(content).Replace("\"integrity\"", $"\"resolved\": \"https://packages.example.com/{Package}-1.0.0.tgz\", \"integrity\"", StringComparison.Ordinal)));
        await repository.CommitAsync();

        await UpgradeAsync(repository);

        Assert.Empty(_host.Service<PackageLayers>().Of("node"));
    }

    private static string[] Poisoned(string folder) => Directory.GetFiles(folder, "poison", SearchOption.AllDirectories);

    private async Task UpgradeAsync(TestRepository repository)
    {
        var ran = await _host.RunAsync(repository.Name, Package, "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(0, ran.Report!.Tests!.ExitCode);
    }

    /// <param name="name">The repository.</param>
    /// <param name="manager">The package manager.</param>
    /// <param name="more">Further files.</param>
    private async Task<TestRepository> CreateAsync(string name, string manager = "npm", params (string Path, string Content)[] more)
    {
        var repository = await TestRepository.CreateEmptyAsync(_host, $"tests/{name}");
        (string Path, string Content)[] files =
        [
            ("package.json", NodeRepositories.Manifest($"\"{Package}\": \"1.0.0\"", scripts: NodeRepositories.TestScript)),
            ("test.js", $"require('assert').match(require('{Package}'), /^1/);\n"),
        ];
        foreach (var (path, content) in manager == "npm" ? files : files.Concat(more))
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        if (manager == "npm")
        {
            await repository.LockAsync($"--registry={_registry.Address}");
        }
        else
        {
            await repository.RunAsync("pnpm", "install", "--lockfile-only", $"--registry={_registry.Address}", $"--store-dir={_host.StateDirectory}/store");
        }

        foreach (var (path, content) in manager == "npm" ? more : [])
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        await repository.CommitAsync();
        return repository;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == $"/{Package}")
        {
            await context.Response.WriteAsJsonAsync(Packument());
        }
        else if (_archives.FirstOrDefault(archive => path.EndsWith($"-{archive.Key}.tgz", StringComparison.Ordinal)) is { Key: { } version, Value: var archive })
        {
            _downloads.Add(version);
            await context.Response.Body.WriteAsync(archive);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private JsonObject Packument() => new()
    {
        ["name"] = Package,
        ["dist-tags"] = new JsonObject { ["latest"] = "1.1.0" },
        ["versions"] = new JsonObject(_archives.Select(archive => KeyValuePair.Create<string, JsonNode?>(archive.Key, new JsonObject
        {
            ["name"] = Package,
            ["version"] = archive.Key,
            ["dist"] = new JsonObject
            {
                ["tarball"] = $"{_registry.Address}{Package}/-/{Package}-{archive.Key}.tgz",
                ["integrity"] = $"sha512-{Convert.ToBase64String(SHA512.HashData(archive.Value))}",
            },
        }))),
    };
}
