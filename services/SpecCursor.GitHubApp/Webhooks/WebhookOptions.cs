using System.ComponentModel.DataAnnotations;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>Configuration section <c>SpecCursor:Webhooks</c>, and the secret beside it.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "SpecCursor:Webhooks";

    /// <summary>The largest body that is read, in bytes: 25 MB, GitHub's own limit.</summary>
    public const int MaximumBody = 25 * 1024 * 1024;

    /// <summary>The secret that deliveries are signed with, <c>SpecCursor:WebhookSecret</c>.</summary>
    public string Secret { get; set; } = "";

    /// <summary>
    /// How old the event of a delivery may be. The signature covers no date, so what counts is when the comment was written or the
    /// release published.
    /// </summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long deliveries are remembered: longer than <see cref="MaximumAge"/>, so that a replay is either known or stale.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Who may command: GitHub's <c>author_association</c> of the comment's author.</summary>
    public IList<string> Associations { get; } = [];

    /// <summary>The ecosystem of a command that names none.</summary>
    public string DefaultEcosystem { get; set; } = Ecosystems.Node;

    /// <summary>The same for one repository, <c>owner/name</c>.</summary>
    public IDictionary<string, string> RepositoryEcosystems { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether commands are answered by a comment; by default on GitHub, where there are issues to comment on.</summary>
    public bool? Reply { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Secret))
        {
            yield return new ValidationResult("SpecCursor:WebhookSecret is missing: without it anybody could start upgrades.");
        }

        if (MaximumAge <= TimeSpan.Zero || Retention < MaximumAge + TimeSpan.FromDays(1))
        {
            yield return new ValidationResult(
                "SpecCursor:Webhooks:Retention must be at least a day longer than SpecCursor:Webhooks:MaximumAge, which must be positive.");
        }

        foreach (var ecosystem in RepositoryEcosystems.Values.Append(DefaultEcosystem).Where(name => !Ecosystems.All.Contains(name)))
        {
            yield return new ValidationResult($"SpecCursor:Webhooks names the unknown ecosystem '{ecosystem}'.");
        }
    }
}
