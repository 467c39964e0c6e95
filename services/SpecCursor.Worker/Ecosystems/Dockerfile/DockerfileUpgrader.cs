using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Writes new tags and digests into Dockerfiles, and looks at the result: nothing else may mean something else than before.</summary>
internal static class DockerfileUpgrader
{
    private static readonly DockerfileFormat Format = new();

    public static async Task<Application> ApplyAsync(UpgradeRun run, DockerfileDeclaration declaration, ImageResolution resolution, CancellationToken cancellationToken)
    {
        var files = declaration.Files.Select(file => Upgrade(file, resolution)).ToList();
        var changed = new List<string>();
        foreach (var (before, after) in declaration.Files.Zip(files).Where(pair => !pair.First.Content.AsSpan().SequenceEqual(pair.Second.Content)))
        {
            await run.Workspace.Tree.WriteAsync(after.Path, after.Content, cancellationToken);
            changed.Add(before.Path);
        }

        return new Application
        {
            WrittenRange = resolution.Version,
            Graph = ImageGraph.Of(files, declaration.Image, run.Context.PackageName, resolution.Digests),
            Install = new CommandOutput
            {
                Command = "# nothing to install: Dockerfiles have no lockfile",
                ExitCode = 0,
                Duration = TimeSpan.Zero,
                Output = string.Concat(resolution.Digests.Select(tag => $"{run.Context.PackageName}:{tag.Key} is {tag.Value}\n")),
            },
            ChangedFiles = changed,
            Notes = ["No image was built, so the upgrade is untested."],
        };
    }

    private static DockerfileContent Upgrade(DockerfileContent file, ImageResolution resolution)
    {
        var pieces = new Dictionary<int, ConstraintPiece>();
        foreach (var use in file.Uses.Where(resolution.Tags.ContainsKey))
        {
            foreach (var piece in ConstraintPieces.Replace(use.Reference!.Constraint, Constraint(use, resolution)!) ?? throw Inseparable(file, use))
            {
                pieces[piece.Start] = piece;
            }
        }

        var sites = pieces.Values.Select(piece => new ConstraintSite(piece.Start, piece.Length, piece.Old, string.Empty));
        var edited = DockerfileContent.Read(file.Path, ManifestEdit.Apply(Format, file.Content, sites, site => pieces[site.Start].New));
        foreach (var (use, now) in file.Uses.Zip(edited.Uses))
        {
            if (Constraint(use, resolution) is { } constraint ? now.Reference?.Name != use.Reference?.Name || now.Reference?.Constraint.Text != constraint : now.Text.Text != use.Text.Text)
            {
                throw Shared(file, use, now);
            }
        }

        return edited;
    }

    /// <summary>The tag, and the digest where one is written, that a use is to have; null where it is to stay.</summary>
    private static string? Constraint(ImageUse use, ImageResolution resolution) =>
        !resolution.Tags.TryGetValue(use, out var tag) ? null : use.Reference!.Digest is null ? tag : $"{tag}@{resolution.Digests[tag]}";

    private static StepFailedException Inseparable(DockerfileContent file, ImageUse use) => new(
        FailureCodes.UnsupportedConstraint, $"The tag of {DockerfileFinder.Place(file, use)} is made of build arguments in a way that a new one can't be shared out to.");

    private static StepFailedException Shared(DockerfileContent file, ImageUse use, ImageUse now) => new(
        FailureCodes.UnsupportedConstraint,
        $"A build argument gives the tags of several images, which don't go to the same version: {DockerfileFinder.Place(file, use)} would become '{now.Text.Text}'.");
}
