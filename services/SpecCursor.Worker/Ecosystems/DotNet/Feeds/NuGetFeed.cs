using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>A source, and what its service index says of it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Registrations">Where packages are described, with a slash at its end; null where they aren't.</param>
/// <param name="Content">Where packages are, with a slash at its end; null where the index doesn't say.</param>
internal sealed record NuGetFeed(NuGetSource Source, Uri? Registrations, Uri? Content)
{
    /// <summary>The servers that a restore needs.</summary>
    public IEnumerable<EgressHost> Hosts => Source.Address is not { } address
        ? []
        : new[] { Registrations, Content }
            .OfType<Uri>()
            .Select(resource => EgressHost.Of(resource, Source.IsTrusted && resource.Authority == address.Authority))
            .Prepend(EgressHost.Of(address, Source.IsTrusted));
}
