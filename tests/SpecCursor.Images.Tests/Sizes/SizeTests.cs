using SpecCursor.Images.Tests.Building;

namespace SpecCursor.Images.Tests.Sizes;

/// <summary>Images are as large as people are told. The column of compressed sizes is not held to anything: it takes minutes of a processor.</summary>
[Collection(BuiltImages.Collection)]
public sealed class SizeTests(BuiltImages images)
{
    // The distribution's packages and the runtime have newer versions from week to week, which are some percent larger or smaller.
    private const double Tolerance = 0.1;
    private const double Megabyte = 1e6;

    [Theory]
    [MemberData(nameof(BuiltImages.Services), MemberType = typeof(BuiltImages))]
    public async Task Image_and_its_service_are_as_large_as_the_table_says(string service)
    {
        var (image, share) = DocumentedSizes.Read()[service];

        AssertNear(image, images.Of(service).Bytes);
        AssertNear(share, (await images.FilesAsync(service)).Where(file => file.Name.StartsWith("app/", StringComparison.Ordinal)).Sum(file => file.Bytes));
    }

    [Fact]
    public async Task Worker_with_every_tool_is_as_large_as_the_table_says() =>
        AssertNear(DocumentedSizes.Read()[DocumentedSizes.Equipped].Image, (await images.EquippedAsync()).Bytes);

    private static void AssertNear(double documented, long bytes) => Assert.InRange(bytes / Megabyte, documented * (1 - Tolerance), documented * (1 + Tolerance));
}
