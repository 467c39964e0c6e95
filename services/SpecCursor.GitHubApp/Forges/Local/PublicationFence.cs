using System.Globalization;
using System.Text;
using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>
/// The newest fence of an upgrade, kept in the repository itself as a reference to a blob. The transaction that publishes also verifies
/// that reference, so a process that slept through a cancellation or a take-over finds its publication refused by git, however late it
/// wakes up.
/// </summary>
internal sealed class PublicationFence(GitRepository repository, Guid upgradeId)
{
    private const string RevokedMark = "revoked";

    private string Name => $"refs/speccursor/fences/{upgradeId:D}";

    /// <summary>Takes the fence for a publication.</summary>
    /// <returns>The condition to publish under; null when another changed the fence at the same moment.</returns>
    /// <exception cref="PublicationFencedException">A later command holds it, or it was revoked.</exception>
    public async Task<ReferenceUpdate?> TryTakeAsync(long fence, CancellationToken cancellationToken)
    {
        var current = await repository.FindReferenceAsync(Name, cancellationToken).ConfigureAwait(false);
        var (value, revoked) = Parse(current);
        if (value > fence || (value == fence && revoked))
        {
            throw new PublicationFencedException(revoked
                ? "The upgrade's publication was revoked."
                : "A later command for this upgrade has been given.");
        }

        if (value == fence && current is not null)
        {
            return new ReferenceUpdate(Name, current.ObjectId, null);
        }

        var blob = await WriteAsync(fence, revoked: false, cancellationToken).ConfigureAwait(false);
        var taken = await repository.TryUpdateAsync([new ReferenceUpdate(Name, current?.ObjectId, blob)], cancellationToken).ConfigureAwait(false);
        return taken ? new ReferenceUpdate(Name, blob, null) : null;
    }

    /// <summary>Refuses publications up to a fence from now on.</summary>
    /// <returns>False when another changed the fence at the same moment.</returns>
    public async Task<bool> TryRevokeAsync(long fence, CancellationToken cancellationToken)
    {
        var current = await repository.FindReferenceAsync(Name, cancellationToken).ConfigureAwait(false);
        var (value, revoked) = Parse(current);
        if (value > fence || (value == fence && revoked))
        {
            return true;
        }

        var blob = await WriteAsync(fence, revoked: true, cancellationToken).ConfigureAwait(false);
        return await repository.TryUpdateAsync([new ReferenceUpdate(Name, current?.ObjectId, blob)], cancellationToken).ConfigureAwait(false);
    }

    private Task<string> WriteAsync(long fence, bool revoked, CancellationToken cancellationToken)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{fence}{(revoked ? " " + RevokedMark : "")}\n");
        return repository.WriteBlobAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
    }

    private static (long Value, bool Revoked) Parse(GitReference? reference)
    {
        if (reference is null)
        {
            return (long.MinValue, false);
        }

        var parts = reference.Content.Trim().Split(' ');
        return (long.Parse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), parts is [_, RevokedMark]);
    }
}
