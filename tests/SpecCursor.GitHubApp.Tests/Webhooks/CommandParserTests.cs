using SpecCursor.GitHubApp.Webhooks.Events;

namespace SpecCursor.GitHubApp.Tests.Webhooks;

public sealed class CommandParserTests
{
    [Theory]
    [InlineData("/speccursor upgrade uuid@9.0.1", "node", "uuid", "9.0.1")]
    [InlineData("/speccursor upgrade uuid", "node", "uuid", "latest")]
    [InlineData("/speccursor upgrade uuid@latest", "node", "uuid", "latest")]
    [InlineData("/speccursor upgrade uuid@patch", "node", "uuid", "patch")]
    [InlineData("/speccursor upgrade uuid@v9.0.1", "node", "uuid", "9.0.1")]
    [InlineData("/speccursor   upgrade\tuuid@9.0.1  \r\n", "node", "uuid", "9.0.1")]
    [InlineData("Please:\r\n\r\n/speccursor upgrade uuid@9.0.1\r\n\r\nThanks!", "node", "uuid", "9.0.1")]
    [InlineData("  /speccursor upgrade @types/node@22.1.0", "node", "@types/node", "22.1.0")]
    [InlineData("/speccursor upgrade @types/node", "node", "@types/node", "latest")]
    [InlineData("/speccursor upgrade serde@1.0.200 --ecosystem rust", "rust", "serde", "1.0.200")]
    [InlineData("/speccursor upgrade --ecosystem=go github.com/spf13/cobra@v1.8.0", "go", "github.com/spf13/cobra", "v1.8.0")]
    public void A_command_is_understood(string text, string ecosystem, string package, string version)
    {
        var parsed = CommandParser.Parse(text, "node");

        Assert.Empty(parsed.Refused);
        Assert.Equal(new UpgradeCommand(ecosystem, package, version), Assert.Single(parsed.Commands));
    }

    [Theory]
    [InlineData("Someone should run /speccursor upgrade uuid")]
    [InlineData("> /speccursor upgrade uuid")]
    [InlineData("```\n/speccursor upgrade uuid\n```")]
    [InlineData("~~~sh\n/speccursor upgrade uuid\n~~~")]
    [InlineData("    /speccursor upgrade uuid")]
    [InlineData("/speccursors upgrade uuid")]
    public void Talk_about_commands_is_not_a_command(string text)
    {
        var parsed = CommandParser.Parse(text, "node");

        Assert.Empty(parsed.Commands);
        Assert.Empty(parsed.Refused);
    }

    [Theory]
    [InlineData("/speccursor")]
    [InlineData("/speccursor upgrade")]
    [InlineData("/speccursor delete uuid")]
    [InlineData("/speccursor upgrade ../../etc/passwd")]
    [InlineData("/speccursor upgrade @scope/../uuid@1.0.0")]
    [InlineData("/speccursor upgrade --registry=http://evil.invalid uuid")]
    [InlineData("/speccursor upgrade -g")]
    [InlineData("/speccursor upgrade uuid@--force")]
    [InlineData("/speccursor upgrade uuid@$(id)")]
    [InlineData("/speccursor upgrade uuid;id")]
    [InlineData("/speccursor upgrade uuid@^9")]
    [InlineData("/speccursor upgrade uuid@")]
    [InlineData("/speccursor upgrade @")]
    [InlineData("/speccursor upgrade uuid left-pad")]
    [InlineData("/speccursor upgrade uuid --ecosystem cobol")]
    [InlineData("/speccursor upgrade uuid --ecosystem")]
    [InlineData("/speccursor upgrade uu\u0000id")]
    public void A_command_that_makes_no_sense_is_refused_with_a_reason(string text)
    {
        var parsed = CommandParser.Parse(text, "node");

        Assert.Empty(parsed.Commands);
        var refused = Assert.Single(parsed.Refused);
        Assert.NotEmpty(refused.Reason);
        Assert.DoesNotContain('\0', refused.Command);
    }

    [Fact]
    public void A_name_over_the_limit_is_refused_and_shown_cut()
    {
        var parsed = CommandParser.Parse($"/speccursor upgrade {new string('a', 5000)}", "node");

        Assert.InRange(Assert.Single(parsed.Refused).Command.Length, 1, 200);
    }

    [Fact]
    public void Several_commands_are_followed_each_once()
    {
        var parsed = CommandParser.Parse("/speccursor upgrade uuid@9.0.1\n/speccursor upgrade chalk\n/speccursor upgrade uuid@9.0.1", "node");

        Assert.Equal(["uuid", "chalk"], parsed.Commands.Select(command => command.Package));
    }

    [Fact]
    public void No_more_than_ten_commands_are_read()
    {
        var text = string.Join('\n', Enumerable.Range(0, 1000).Select(number => $"/speccursor upgrade package-{number}"));

        var parsed = CommandParser.Parse(text, "node");

        Assert.Equal(CommandParser.MaximumCommands, parsed.Commands.Count);
        Assert.Single(parsed.Refused);
    }
}
