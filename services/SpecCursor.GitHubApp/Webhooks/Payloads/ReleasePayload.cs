namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>What is needed of a <c>release</c> delivery.</summary>
internal sealed record ReleasePayload
{
    /// <summary><c>published</c> and others.</summary>
    public string? Action { get; init; }

    /// <summary>The release.</summary>
    public ReleaseDetails? Release { get; init; }

    /// <summary>The repository.</summary>
    public RepositoryPayload? Repository { get; init; }

    /// <summary>Who published it.</summary>
    public UserPayload? Sender { get; init; }

    /// <summary>A release.</summary>
    internal sealed record ReleaseDetails
    {
        /// <summary>Its tag.</summary>
        public string? TagName { get; init; }

        /// <summary>Not published yet.</summary>
        public bool Draft { get; init; }

        /// <summary>Not for everybody yet.</summary>
        public bool Prerelease { get; init; }

        /// <summary>When it was published.</summary>
        public DateTimeOffset? PublishedAt { get; init; }
    }
}
