using System.Security.Cryptography;
using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>Makes repositories of node projects, with lockfiles that npm wrote.</summary>
public sealed class NodeRepositories(WorkerHost host)
{
    /// <summary>A <c>scripts</c> entry.</summary>
    public const string TestScript = "\"test\": \"node test.js\"";

    public const string UuidSource = "const uuidv4 = require('uuid/v4');\nmodule.exports = () => uuidv4();\n";

    public const string UuidTest = "const id = require('./id')();\nrequire('assert').match(id, /^[0-9a-f-]{36}$/);\n";

    public const string MsTest = "require('assert').equal(require('ms')('1s'), 1000);\n";

    public static string Manifest(string dependencies, string name = "app", string scripts = "") =>
        $"{{\n  \"name\": \"{name}\",\n  \"version\": \"1.0.0\",\n  \"scripts\": {{ {scripts} }},\n  \"dependencies\": {{\n    {dependencies}\n  }}\n}}\n";

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <param name="name">The repository.</param>
    /// <param name="files">What is in it.</param>
    /// <param name="npmArgument">Besides those that make npm lock only.</param>
    /// <param name="exactly">The version of ms to lock, whatever else the manifests' ranges admit.</param>
    /// <param name="more">Done before the commit.</param>
    public async Task<TestRepository> CreateAsync(
        string name,
        IReadOnlyList<(string Path, string Content)> files,
        string? npmArgument = null,
        string? exactly = null,
        Action<TestRepository>? more = null)
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"tests/{name}");
        foreach (var (path, content) in files)
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(exactly is null || !IsManifest(path) ? content : Demand(content, exactly)));
        }

        await repository.LockAsync(npmArgument is null ? [] : [npmArgument]);
        foreach (var (path, content) in exactly is null ? [] : files.Where(file => IsManifest(file.Path)))
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
            if (PackageJson.Parse(path, Encoding.UTF8.GetBytes(content)).Dependencies["dependencies"].TryGetValue("ms", out var range))
            {
                await repository.EditAsync(
                    "package-lock.json", text => JsonText.ReplaceString(text, ["packages", Path.GetDirectoryName(path)!, "dependencies", "ms"], range) ?? text);
            }
        }

        more?.Invoke(repository);
        await repository.CommitAsync();
        return repository;
    }

    public Task<TestRepository> CreateMsAsync(string name, string test = MsTest) =>
        CreateAsync(name, [("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: TestScript)), ("test.js", test)]);

    public Task<TestRepository> CreateUuidAsync(string name, Action<TestRepository>? more = null) => CreateAsync(
        name,
        [("package.json", Manifest("\"uuid\": \"^3.4.0\"", scripts: TestScript)), ("id.js", UuidSource), ("test.js", UuidTest), (".gitignore", "node_modules\n")],
        more: more);

    private static bool IsManifest(string path) => Path.GetFileName(path) == PackageJson.FileName;

    private static string Demand(string manifest, string version)
    {
        var content = Encoding.UTF8.GetBytes(manifest);
        return Encoding.UTF8.GetString(JsonText.ReplaceString(content, ["dependencies", "ms"], version) ?? content);
    }
}
