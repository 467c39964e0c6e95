namespace SpecCursor.Cli.Images;

/// <summary>An image that was built.</summary>
/// <param name="Service">Of which service.</param>
/// <param name="Name">Its name and tag.</param>
/// <param name="Base">What it is built on.</param>
/// <param name="Bytes">Its size, uncompressed.</param>
/// <param name="Bill">The file of its bill of materials.</param>
internal sealed record BuiltImage(ServiceImage Service, string Name, string Base, long Bytes, string Bill);
