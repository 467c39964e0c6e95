using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Controller.Scaling;

/// <summary>How far a service may be scaled.</summary>
public sealed class ServiceScale : IValidatableObject
{
    /// <summary>The replicas that there always are, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int Minimum { get; set; } = 1;

    /// <summary>The replicas that there are while an alert asks for more, <see cref="Minimum"/> to 1000.</summary>
    [Range(1, 1000)]
    public int Maximum { get; set; } = 1;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Maximum < Minimum)
        {
            yield return new ValidationResult($"Maximum ({Maximum}) must be at least Minimum ({Minimum}).");
        }
    }
}
