namespace Signup;

/// <summary>What somebody who signs up has typed.</summary>
public sealed record SignupForm(string Name, string Email, string Password);
