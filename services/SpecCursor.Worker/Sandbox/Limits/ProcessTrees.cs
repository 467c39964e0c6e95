namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Where control groups can't be made: limits of each process, and a watch over the tree.</summary>
internal sealed class ProcessTrees : IResourceGroups
{
    public string Description => "limits of each process and a watch over the tree, because control groups can't be made here";

    public IResourceGroup Create(SandboxLimits limits) => new ProcessTree(limits);
}
