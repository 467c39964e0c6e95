using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.Worker.LiveOutput;

namespace SpecCursor.Worker.Tests.LiveOutput;

public sealed class OutputConnectionTests
{
    [Fact]
    public async Task Address_that_makes_no_sense_costs_live_output_and_nothing_else()
    {
        var connection = new OutputConnection("127.0.0.1:1,nonsense=1", NullLogger<OutputConnection>.Instance);

        Assert.False(await connection.TryAsync(_ => Task.CompletedTask));

        Assert.Null(await Record.ExceptionAsync(async () => await connection.DisposeAsync()));
    }
}
