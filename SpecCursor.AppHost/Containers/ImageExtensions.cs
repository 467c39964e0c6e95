using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Containers;

/// <summary>Containers from the images of <see cref="ContainerImages"/>, or from what a person set instead.</summary>
internal static class ImageExtensions
{
    private const string DigestPrefix = "sha256:";

    /// <summary>Adds a container that lives as long as the settings say.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="pinned">The image.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(this SpecCursorBuilder builder, string name, ContainerImage pinned)
    {
        var image = builder.Settings.Images.Of(pinned);
        return builder.Application.AddContainer(name, image.Name, image.Tag).WithImageOf(builder, pinned);
    }

    /// <summary>Gives a container its image, and the lifetime that the settings say.</summary>
    /// <param name="container">The container.</param>
    /// <param name="builder">The application.</param>
    /// <param name="pinned">The image.</param>
    /// <param name="mount">Mounts what depends on the image's version, which is not known any more where a digest names it.</param>
    public static IResourceBuilder<TContainer> WithImageOf<TContainer>(
        this IResourceBuilder<TContainer> container, SpecCursorBuilder builder, ContainerImage pinned, Action<IResourceBuilder<TContainer>>? mount = null)
        where TContainer : ContainerResource
    {
        var image = builder.Settings.Images.Of(pinned);
        container.WithImage(image.Name, image.Tag).WithImageRegistry(image.Registry).WithLifetime(builder.Settings.ContainerLifetime).WithOwner(builder);
        mount?.Invoke(container);
        return image.Digest is { } digest ? container.WithImageSHA256(digest[DigestPrefix.Length..]) : container;
    }
}
