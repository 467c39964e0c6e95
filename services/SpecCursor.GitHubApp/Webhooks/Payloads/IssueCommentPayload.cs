namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>What is needed of an <c>issue_comment</c> delivery.</summary>
internal sealed class IssueCommentPayload
{
    /// <summary><c>created</c>, <c>edited</c>, <c>deleted</c>.</summary>
    public string? Action { get; set; }

    /// <summary>The comment.</summary>
    public CommentPayload? Comment { get; set; }

    /// <summary>The issue or pull request.</summary>
    public IssuePayload? Issue { get; set; }

    /// <summary>The repository.</summary>
    public RepositoryPayload? Repository { get; set; }

    /// <summary>A comment.</summary>
    internal sealed class CommentPayload
    {
        /// <summary>Markdown.</summary>
        public string? Body { get; set; }

        /// <summary>When it was written.</summary>
        public DateTimeOffset? CreatedAt { get; set; }

        /// <summary>What its author is to the repository.</summary>
        public string? AuthorAssociation { get; set; }

        /// <summary>Its author.</summary>
        public UserPayload? User { get; set; }
    }

    /// <summary>An issue or pull request.</summary>
    internal sealed class IssuePayload
    {
        /// <summary>Its number.</summary>
        public int? Number { get; set; }
    }
}
