using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Go;

namespace SpecCursor.Worker.Tests.Go;

/// <summary>Words of go, as it prints them.</summary>
public sealed class GoFailuresTests
{
    [Theory]
    [InlineData("go: example.org/greet@v1.0.0: Get \"https://proxy.example/example.org/greet/@v/v1.0.0.info\": Bad Gateway", true)]
    [InlineData("go: example.org/greet@v1.0.0: reading http://proxy.example/example.org/greet/@v/v1.0.0.info: 502 Bad Gateway", true)]
    [InlineData("go: example.org/greet@v1.0.0: Get \"https://proxy.example/example.org/greet/@v/v1.0.0.info\": Forbidden", false)]
    [InlineData("go: example.org/greet@v1.0.0: reading http://proxy.example/example.org/greet/@v/v1.0.0.info: 404 Not Found", false)]
    public void Proxy_that_cannot_be_reached_is_tried_again_later(string output, bool isTransient)
    {
        var failed = new CommandOutput { Command = "go get", ExitCode = 1, Duration = TimeSpan.Zero, Output = output };

        Assert.Equal(isTransient, GoFailures.Of(failed, "go get") is TransientStepException);
    }
}
