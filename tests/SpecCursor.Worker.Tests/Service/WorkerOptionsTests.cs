namespace SpecCursor.Worker.Tests.Service;

public sealed class WorkerOptionsTests
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    [Theory]
    [InlineData(2, 24, 2)]
    [InlineData(8, 8, 4)]
    [InlineData(8, 1, 1)]
    [InlineData(1, 64, 1)]
    [InlineData(256, 1024, 64)]
    public void Upgrades_at_one_time_are_those_that_there_are_processors_and_memory_for(int processors, int gibibytes, int expected) =>
        Assert.Equal(expected, WorkerOptions.ParallelismOf(processors, gibibytes * Gibibyte));
}
