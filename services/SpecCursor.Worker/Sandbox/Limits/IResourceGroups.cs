namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Makes a resource group for each command, by what the machine has.</summary>
internal interface IResourceGroups
{
    /// <summary>What does the bounding, for the log.</summary>
    string Description { get; }

    IResourceGroup Create(SandboxLimits limits);
}
