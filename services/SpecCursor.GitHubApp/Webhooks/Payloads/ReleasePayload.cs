namespace SpecCursor.GitHubApp.Webhooks.Payloads;

/// <summary>What is needed of a <c>release</c> delivery.</summary>
internal sealed class ReleasePayload
{
    /// <summary><c>published</c> and others.</summary>
    public string? Action { get; set; }

    /// <summary>The release.</summary>
    public ReleaseDetails? Release { get; set; }

    /// <summary>The repository.</summary>
    public RepositoryPayload? Repository { get; set; }

    /// <summary>Who published it.</summary>
    public UserPayload? Sender { get; set; }

    /// <summary>A release.</summary>
    internal sealed class ReleaseDetails
    {
        /// <summary>Its tag.</summary>
        public string? TagName { get; set; }

        /// <summary>Not published yet.</summary>
        public bool Draft { get; set; }

        /// <summary>Not for everybody yet.</summary>
        public bool Prerelease { get; set; }

        /// <summary>When it was published.</summary>
        public DateTimeOffset? PublishedAt { get; set; }
    }
}
