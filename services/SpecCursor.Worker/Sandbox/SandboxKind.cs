namespace SpecCursor.Worker.Sandbox;

/// <summary>What the sandbox is made of.</summary>
internal enum SandboxKind
{
    /// <summary>Namespaces of the kernel, set up by bubblewrap. Needs no service and no rights.</summary>
    Bubblewrap,

    /// <summary>
    /// Containers of an engine on the worker's own machine, for machines that let users have no namespaces. Whoever may talk to an engine is root on its machine: give the
    /// worker an engine only where it has no other way.
    /// </summary>
    Container,
}
