using FluentValidation;

namespace Signup;

/// <summary>Says what is wrong with a form, one message at a time, so that the page has room for it.</summary>
public sealed class SignupFormValidator : AbstractValidator<SignupForm>
{
    public SignupFormValidator()
    {
        CascadeMode = CascadeMode.Stop;

        RuleFor(form => form.Name)
            .NotEmpty().WithMessage("Please tell us your name.")
            .MaximumLength(80).WithMessage("That name is too long for us.");
        RuleFor(form => form.Email)
            .NotEmpty().WithMessage("Please tell us your address.")
            .EmailAddress().WithMessage("That is no address of e-mail.");
        RuleFor(form => form.Password)
            .MinimumLength(12).WithMessage("A password has twelve characters or more.")
            .Must((form, password) => !password.Contains(form.Name, StringComparison.OrdinalIgnoreCase))
            .WithMessage("A password does not contain your name.");
    }
}
