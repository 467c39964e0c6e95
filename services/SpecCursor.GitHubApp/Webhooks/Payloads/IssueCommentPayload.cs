namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>What is needed of an <c>issue_comment</c> delivery.</summary>
internal sealed record IssueCommentPayload
{
    /// <summary><c>created</c>, <c>edited</c>, <c>deleted</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The comment.</summary>
    public CommentPayload? Comment { get; init; }

    /// <summary>The issue or pull request.</summary>
    public IssuePayload? Issue { get; init; }

    /// <summary>The repository.</summary>
    public RepositoryPayload? Repository { get; init; }

    /// <summary>A comment.</summary>
    internal sealed record CommentPayload
    {
        /// <summary>Markdown.</summary>
        public string? Body { get; init; }

        /// <summary>When it was written.</summary>
        public DateTimeOffset? CreatedAt { get; init; }

        /// <summary>What its author is to the repository.</summary>
        public string? AuthorAssociation { get; init; }

        /// <summary>Its author.</summary>
        public UserPayload? User { get; init; }
    }

    /// <summary>An issue or pull request.</summary>
    internal sealed record IssuePayload
    {
        /// <summary>Its number.</summary>
        public int? Number { get; init; }
    }
}
