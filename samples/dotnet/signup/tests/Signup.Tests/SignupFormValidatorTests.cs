namespace Signup.Tests;

public sealed class SignupFormValidatorTests
{
    private static readonly SignupForm Good = new("Robin", "robin@example.org", "correct horse battery");

    [Fact]
    public void Good_form_is_accepted() => Assert.Empty(MessagesOf(Good));

    [Fact]
    public void Only_the_first_thing_that_is_wrong_is_said() =>
        Assert.Equal(["Please tell us your name."], MessagesOf(new SignupForm("", "", "")));

    [Fact]
    public void Address_that_is_missing_is_not_called_a_wrong_one() =>
        Assert.Equal(["Please tell us your address."], MessagesOf(Good with { Email = "" }));

    [Theory]
    [InlineData("short")]
    [InlineData("call me robin, please")]
    public void Weak_password_is_refused(string password) =>
        Assert.Single(MessagesOf(Good with { Password = password }));

    private static IEnumerable<string> MessagesOf(SignupForm form) =>
        new SignupFormValidator().Validate(form).Errors.Select(error => error.ErrorMessage);
}
