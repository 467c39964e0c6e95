namespace SpecCursor.Versioning.Images;

/// <summary>Writes a tag for another version with as many numbers: <c>3.11-slim</c> becomes <c>3.12-slim</c>, for 3.12.1-slim too.</summary>
public static class ImageTagStyle
{
    /// <summary>Rewrites a tag, or says why that can't be done.</summary>
    /// <param name="written">What stands behind the image's name.</param>
    /// <param name="version">The version that the result admits.</param>
    public static RangeRewrite Rewrite(string written, ImageTag version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (ImageTag.Parse(written) is not { } tag)
            return RangeRewrite.Refused($"'{written}' names no version that could be exchanged for another");
        if (!tag.IsSameVariant(version))
            return RangeRewrite.Refused($"'{written}' and '{version.Text}' are different variants of the image");
        if (tag.IsCompatibleWith(version))
            return RangeRewrite.To(version.Text);
        if (version.ComponentCount <= tag.ComponentCount || tag.IsDate)
            return RangeRewrite.Refused($"'{version.Text}' is counted in another way than '{written}'");
        var shortened = version.Take(tag.ComponentCount);
        return new ImageRange(shortened).Admits(version)
            ? RangeRewrite.To(shortened.Text)
            : RangeRewrite.Refused($"'{written}' has fewer numbers than '{version.Text}', and '{shortened.Text}' would be another version");
    }
}
