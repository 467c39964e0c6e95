using SpecCursor.Cli.Images;

namespace SpecCursor.Images.Tests.Sizes;

/// <summary>The table, without an engine.</summary>
public sealed class DocumentedSizesTests
{
    [Fact]
    public void Every_image_has_a_row_and_is_larger_than_its_service()
    {
        var sizes = DocumentedSizes.Read();

        Assert.Equal(ServiceImage.All.Select(service => service.Name).Append(DocumentedSizes.Equipped).Order(StringComparer.Ordinal), sizes.Keys.Order(StringComparer.Ordinal));
        Assert.All(sizes, size => Assert.InRange(size.Value.Service, 1, size.Value.Image - 1));
    }
}
