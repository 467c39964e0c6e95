using SpecCursor.Deployment.Tests.Terraform.Hcl;
using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>The modules that are delivered, read once for all tests of the collection.</summary>
public sealed class ObservabilityModules : IAsyncLifetime
{
    /// <summary>The collection's name.</summary>
    public const string Collection = "Terraform";

    private readonly HclReader _reader = new();

    /// <summary>The modules.</summary>
    internal TerraformTree Tree { get; private set; } = new([]);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _reader.InitializeAsync();
        Tree = new TerraformTree((await _reader.ReadAsync(Repository.PathOf(TerraformTree.Observability)))[0]);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => _reader.DisposeAsync();

    /// <summary>Reads other modules: those of a test.</summary>
    /// <param name="trees">Each with its files: path to content.</param>
    internal async Task<IReadOnlyList<TerraformTree>> ReadAsync(IReadOnlyList<IReadOnlyDictionary<string, string>> trees)
    {
        var directories = trees.Select(_ => TestDirectory.Create("terraform")).ToArray();
        try
        {
            foreach (var (directory, files) in directories.Zip(trees))
            {
                foreach (var (path, text) in files)
                {
                    var file = Path.Combine(directory, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    await File.WriteAllTextAsync(file, text);
                }
            }

            return [.. (await _reader.ReadAsync(directories)).Select(files => new TerraformTree(files))];
        }
        finally
        {
            Array.ForEach(directories, TestDirectory.Delete);
        }
    }

    /// <summary>Says of each condition whether it holds.</summary>
    /// <param name="questions">The conditions.</param>
    internal Task<IReadOnlyList<string>> EvaluateAsync(IReadOnlyList<HclQuestion> questions) => _reader.EvaluateAsync(questions);

    /// <summary>Asserts that a rule finds in each module the one fault that was put into it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="cases">Modules, each with a part of what the rule is to say of it.</param>
    internal async Task AssertFaultsAsync(Func<TerraformTree, IReadOnlyList<string>> rule, params (Dictionary<string, string> Files, string Fault)[] cases)
    {
        var trees = await ReadAsync([.. cases.Select(one => one.Files)]);
        foreach (var ((files, fault), tree) in cases.Zip(trees))
        {
            Assert.All(tree.Files, file => Assert.Null(file.Error));
            var found = rule(tree);
            Assert.True(found.Count == 1 && found[0].Contains(fault, StringComparison.Ordinal), $"Not «{fault}», but «{string.Join(" / ", found)}» is found in {files["main.tf"]}");
        }
    }
}
