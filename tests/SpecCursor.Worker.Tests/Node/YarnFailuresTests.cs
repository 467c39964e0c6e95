using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Node.Pnpm;
using SpecCursor.Worker.Ecosystems.Node.Yarn;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>Words of pnpm and yarn, as they print them.</summary>
public sealed class YarnFailuresTests
{
    [Fact]
    public void Engine_that_yarn_1_refuses_is_named_in_plain_words()
    {
        var failure = Assert.IsType<StepFailedException>(YarnFailures.Of(Failed(
            "error commander@15.0.0: The engine \"node\" is incompatible with this module. Expected version \">=22.12.0\". Got \"20.20.2\"\nerror Found incompatible module.\n")));

        Assert.Equal(
            (FailureCodes.InstallFailed, "yarn install failed: commander@15.0.0 wants node >=22.12.0, and 20.20.2 runs here."), (failure.Failure.Code, failure.Failure.Reason));
    }

    [Theory]
    [InlineData("error An unexpected error occurred: \"https://registry.yarnpkg.com/ms: Request failed \\\"503 Service Unavailable\\\"\".", true)]
    [InlineData("➤ YN0035: │   Response Code: 502 (Bad Gateway)", true)]
    [InlineData("error Error: https://registry.yarnpkg.com/ms: tunneling socket could not be established, statusCode=502", true)]
    [InlineData("➤ YN0001: │ RequestError: tunneling socket could not be established, statusCode=502", true)]
    [InlineData("➤ YN0001: │ RequestError: Bad response: 502", true)]
    [InlineData("➤ YN0001: │ RequestError: tunneling socket could not be established, statusCode=403", false)]
    [InlineData("➤ YN0001: │ RequestError: Bad response: 403", false)]
    [InlineData("➤ YN0001: │ RequestError: connect ECONNREFUSED 127.0.0.1:1", true)]
    [InlineData("error Couldn't find package \"ms\" on the \"npm\" registry.", false)]
    public void Registry_that_cannot_be_reached_is_tried_again_later(string output, bool isTransient) =>
        Assert.Equal(isTransient, YarnFailures.Of(Failed(output)) is TransientStepException);

    [Theory]
    [InlineData(" ERR_PNPM_FETCH_503  GET https://registry.npmjs.org/ms: Service Unavailable - 503", "ERR_PNPM_FETCH_503", true)]
    [InlineData(" ERR_PNPM_NO_MATCHING_VERSION  No matching version found for ms@9", "ERR_PNPM_NO_MATCHING_VERSION", false)]
    [InlineData(" ERR_PNPM_UNSUPPORTED_ENGINE  Unsupported environment (bad pnpm and/or Node.js version)", "ERR_PNPM_UNSUPPORTED_ENGINE", false)]
    public void Code_of_pnpm_stands_in_the_reason(string output, string code, bool isTransient)
    {
        var exception = PnpmFailures.Of(Failed(output), "pnpm install");

        var failure = exception is TransientStepException transient ? transient.Failure : ((StepFailedException)exception).Failure;
        Assert.Contains(code, failure.Reason, StringComparison.Ordinal);
        Assert.Equal(isTransient, failure.IsTransient);
    }

    [Theory]
    [InlineData("warning \" > ajv-keywords@3.5.2\" has incorrect peer dependency \"ajv@^6.9.1\".", "ajv-keywords@3.5.2", "^6.9.1")]
    [InlineData("warning \"workspace-aggregator-1 > a > @x/y@1.0.0\" has incorrect peer dependency \"ajv@^6 || ^7\".", "@x/y@1.0.0", "^6 || ^7")]
    public void Peers_that_yarn_1_warns_of_are_read(string output, string from, string range) => Assert.Equivalent(
        new[] { new DependencyEdge { From = from, Name = "ajv", Range = range, Kind = DependencyKind.Peer, To = "ajv@8.17.1" } },
        YarnFailures.Peers(Failed(output), "ajv", "ajv@8.17.1"));

    private static CommandOutput Failed(string output) => new()
    {
        Command = "install",
        ExitCode = 1,
        Duration = TimeSpan.Zero,
        Output = output,
    };
}
