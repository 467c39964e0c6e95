namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>git could not be run, took too long, printed too much, or failed where it should not.</summary>
internal sealed class GitException : Exception
{
    public GitException(string message)
        : base(message)
    {
    }

    public GitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
