using System.Globalization;
using System.Text;
using System.Text.Json;
using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>
/// The pull requests of one local repository. They are references to JSON blobs in the repository, so that a branch and its pull request
/// change in one transaction; a readable copy of each lies beside the repository.
/// </summary>
internal sealed class PullRequests(GitRepository repository, string exportDirectory)
{
    private const string PullPrefix = "refs/speccursor/pulls/";
    private const string HeadPrefix = "refs/speccursor/heads/";

    /// <summary>The open pull request of a branch.</summary>
    public async Task<StoredPullRequest?> FindByBranchAsync(string branch, CancellationToken cancellationToken)
    {
        var head = await repository.FindReferenceAsync(HeadPrefix + branch, cancellationToken).ConfigureAwait(false);
        if (head is null)
        {
            return null;
        }

        var number = int.Parse(head.Content, NumberStyles.None | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        return await FindAsync(number, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The pull request of a number.</summary>
    public async Task<StoredPullRequest?> FindAsync(int number, CancellationToken cancellationToken)
    {
        var reference = await repository.FindReferenceAsync(PullReference(number), cancellationToken).ConfigureAwait(false);
        return reference is null ? null : Read(reference);
    }

    /// <summary>All pull requests, newest first.</summary>
    public async Task<IReadOnlyList<PullRequestRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var references = await repository.ListReferencesAsync(PullPrefix, cancellationToken).ConfigureAwait(false);
        return [.. references.Select(reference => Read(reference).Record).OrderByDescending(record => record.Number)];
    }

    /// <summary>The number for the next pull request; another may take it first, which the transaction then notices.</summary>
    public async Task<int> NextNumberAsync(CancellationToken cancellationToken)
    {
        var names = await repository.ListNamesAsync(PullPrefix, cancellationToken).ConfigureAwait(false);
        return 1 + names.Select(name => int.Parse(name.AsSpan(PullPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
    }

    /// <summary>The changes of references that write a pull request.</summary>
    public async Task<IReadOnlyList<ReferenceUpdate>> PrepareAsync(PullRequestRecord record, StoredPullRequest? existing, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, LocalForgeJson.Readable.PullRequestRecord);
        var writing = repository.WriteBlobAsync(json, cancellationToken);
        if (existing is not null)
        {
            return [await PullAsync()];
        }

        var number = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Number}\n"));
        var pointing = repository.WriteBlobAsync(number, cancellationToken);
        await Task.WhenAll(writing, pointing).ConfigureAwait(false);
        return [await PullAsync(), new ReferenceUpdate(HeadPrefix + record.Head, null, await pointing)];

        async Task<ReferenceUpdate> PullAsync() =>
            new(PullReference(record.Number), existing?.ObjectId, await writing.ConfigureAwait(false));
    }

    /// <summary>Writes the readable copy from what the repository says, until what it says stays the same.</summary>
    /// <returns>The file.</returns>
    public async Task<string> ExportAsync(int number, CancellationToken cancellationToken)
    {
        var file = Path.Combine(exportDirectory, string.Create(CultureInfo.InvariantCulture, $"{number}.json"));
        Directory.CreateDirectory(exportDirectory);
        string? written = null;
        while (await repository.FindReferenceAsync(PullReference(number), cancellationToken).ConfigureAwait(false) is { } reference
            && reference.ObjectId != written)
        {
            var temporary = $"{file}.{Guid.NewGuid():N}";
            await File.WriteAllTextAsync(temporary, reference.Content, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, file, overwrite: true);
            written = reference.ObjectId;
        }

        return file;
    }

    private static string PullReference(int number) => string.Create(CultureInfo.InvariantCulture, $"{PullPrefix}{number}");

    private static StoredPullRequest Read(GitReference reference) => new(
        JsonSerializer.Deserialize(reference.Content, LocalForgeJson.Readable.PullRequestRecord)
            ?? throw new GitException($"{reference.Name} is not a pull request."),
        reference.ObjectId);
}
