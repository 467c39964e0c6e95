using System.Security.Cryptography;
using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Tests.Support;

/// <summary>Commands to repair something.</summary>
internal static class Commands
{
    public static GeneratePatch For(string package, string from, string to, params (string Path, string Content)[] files) => In(Ecosystems.Node, package, from, to, files);

    public static GeneratePatch In(string ecosystem, string package, string from, string to, params (string Path, string Content)[] files) => new()
    {
        Context = new UpgradeContext
        {
            UpgradeId = Guid.NewGuid(),
            Repository = "acme/shop",
            Ecosystem = ecosystem,
            PackageName = package,
            TargetVersion = to,
        },
        Fence = 1,
        Attempt = 1,
        FromVersion = from,
        ToVersion = to,
        Tests = new CommandOutput
        {
            Command = "npm test",
            ExitCode = 1,
            Duration = TimeSpan.FromSeconds(1),
            Output = "> shop@1.0.0 test\n> node --test\n\nError: boom\n    at Object.<anonymous> (src/a.js:1:1)\n",
        },
        Files = [.. files.Select(file => File(file.Path, file.Content))],
    };

    public static SourceFile File(string path, string content) => new()
    {
        Path = path,
        Content = content,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))),
    };
}
