using SpecCursor.AiService.Providers.Claude.Prompts;
using SpecCursor.AiService.Tests.Support;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Tests.Claude;

public sealed class FileRankingTests
{
    [Theory]
    [InlineData(Ecosystems.Node, "uuid", "js", "const { v4 } = require('uuid');\n")]
    [InlineData(Ecosystems.Rust, "serde-json", "rs", "use serde_json::Value;\n")]
    [InlineData(Ecosystems.Python, "typing-extensions", "py", "from typing_extensions import Self\n")]
    [InlineData(Ecosystems.Go, "github.com/robfig/cron/v2", "go", "import \"github.com/robfig/cron/v3\"\n")]
    [InlineData(Ecosystems.DotNet, "fluentvalidation", "cs", "using FluentValidation.Results;\n")]
    public void File_that_loads_the_package_comes_first(string ecosystem, string package, string extension, string text)
    {
        var command = Commands.In(ecosystem, package, "1.0.0", "2.0.0", ($"a.{extension}", "x\n"), ($"b.{extension}", text));

        Assert.Equal($"b.{extension}", FileRanking.Of(command)[0].Path);
    }
}
