using System.ComponentModel.DataAnnotations;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>Where critical alerts go without waiting for Prometheus. Read from <c>SpecCursor:Alerting</c>.</summary>
public sealed class AlertingOptions : IValidatableObject
{
    /// <summary>Where it is read from.</summary>
    public const string Section = "SpecCursor:Alerting";

    /// <summary>The base address of every Alertmanager of the cluster, http or https: each must be told, they agree among themselves. None turns this off.</summary>
    public IReadOnlyList<Uri> Alertmanagers { get; init; } = [];

    /// <summary>
    /// The labels that Prometheus adds to its alerts as <c>external_labels</c>. They are needed here as well, or Alertmanager takes an alert and
    /// the one of the rule for two.
    /// </summary>
    public IReadOnlyDictionary<string, string> ExternalLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the runbooks are; the alert's name and <c>.md</c> are added.</summary>
    [Required]
    public Uri Runbooks { get; init; } = new("https://github.com/speccursor/speccursor/blob/main/docs/runbooks/");

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var address in Alertmanagers.Where(address => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
        {
            yield return new ValidationResult($"{Section}:Alertmanagers has '{address}': an absolute http or https address is needed.");
        }
    }
}
