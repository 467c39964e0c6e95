using System.Text;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>The default branch of a remote repository.</summary>
/// <param name="Branch">Its name, without <c>refs/heads/</c>.</param>
/// <param name="Commit">The commit at its head.</param>
internal sealed record RemoteHead(string Branch, string Commit)
{
    private const string Heads = "refs/heads/";
    private static readonly string[] UsualNames = ["main", "master", "trunk", "develop"];

    /// <summary>Reads what <c>git ls-remote --symref ADDRESS HEAD 'refs/heads/*'</c> printed.</summary>
    /// <exception cref="StepFailedException">The repository has no commit, or no branch that could be the default.</exception>
    public static RemoteHead Parse(byte[] output, string repository)
    {
        var branches = new Dictionary<string, string>(StringComparer.Ordinal);
        string? named = null, detached = null;
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('\t', 2);
            if (fields is [var target, "HEAD"] && target.StartsWith("ref: ", StringComparison.Ordinal))
            {
                named = WithoutPrefix(target["ref: ".Length..]);
            }
            else if (fields is [var commit, "HEAD"])
            {
                detached = commit;
            }
            else if (fields.Length == 2 && fields[1].StartsWith(Heads, StringComparison.Ordinal))
            {
                branches[WithoutPrefix(fields[1])] = fields[0];
            }
        }

        if (branches.Count == 0)
        {
            throw new StepFailedException(FailureCodes.RepositoryEmpty, $"The repository '{repository}' has no commit yet.");
        }

        var branch = Choose(branches, named, detached) ?? throw new StepFailedException(
            FailureCodes.NoDefaultBranch, $"The repository '{repository}' has no default branch: its HEAD points to no branch that is there.");
        return new RemoteHead(branch, branches[branch]);
    }

    /// <summary>The branch that HEAD names; else one that HEAD's commit is the head of; else a usual name; else the only one.</summary>
    private static string? Choose(Dictionary<string, string> branches, string? named, string? detached)
    {
        if (named is not null && branches.ContainsKey(named))
        {
            return named;
        }

        var atHead = branches.Where(branch => branch.Value == detached).Select(branch => branch.Key).ToHashSet(StringComparer.Ordinal);
        return UsualNames.FirstOrDefault(atHead.Contains)
            ?? atHead.Order(StringComparer.Ordinal).FirstOrDefault()
            ?? UsualNames.FirstOrDefault(branches.ContainsKey)
            ?? (branches.Count == 1 ? branches.Keys.Single() : null);
    }

    private static string WithoutPrefix(string reference) =>
        reference.StartsWith(Heads, StringComparison.Ordinal) ? reference[Heads.Length..] : reference;
}
