using SpecCursor.Deployment.Tests.Terraform.Hcl;

namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>A root module, and the modules below it.</summary>
internal sealed class TerraformTree
{
    /// <summary>The directory that is delivered, from the root of the repository.</summary>
    public const string Observability = "deploy/terraform/observability";

    /// <summary>Groups files by the module that they belong to.</summary>
    public TerraformTree(IReadOnlyList<HclFile> files)
    {
        Files = files;
        Modules = [.. files.GroupBy(file => Path.GetDirectoryName(file.Path)!, StringComparer.Ordinal).Select(group => new TerraformModule(group.Key, [.. group]))];
    }

    /// <summary>Every file.</summary>
    public IReadOnlyList<HclFile> Files { get; }

    /// <summary>Every module; the root's directory is empty.</summary>
    public IReadOnlyList<TerraformModule> Modules { get; }

    /// <summary>The root module.</summary>
    public TerraformModule Root => Modules.Single(module => module.Directory.Length == 0);

    /// <summary>The module that one of that directory's calls means; null where there is none.</summary>
    public TerraformModule? Find(TerraformModule caller, string source)
    {
        var directory = Path.GetRelativePath("/", Path.GetFullPath(source, Path.Combine("/", caller.Directory)));
        return Modules.SingleOrDefault(module => module.Directory == (directory == "." ? "" : directory));
    }
}
