using SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;

namespace SpecCursor.Worker.Tests.Dockerfile;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("node", "docker.io/library/node", "node")]
    [InlineData("library/node", "docker.io/library/node", "node")]
    [InlineData("docker.io/node", "docker.io/library/node", "node")]
    [InlineData("index.docker.io/library/node", "docker.io/library/node", "node")]
    [InlineData("bitnami/redis", "docker.io/bitnami/redis", "bitnami/redis")]
    [InlineData("ghcr.io/org/app", "ghcr.io/org/app", "ghcr.io/org/app")]
    [InlineData("GHCR.io/org/app", "ghcr.io/org/app", "ghcr.io/org/app")]
    [InlineData("localhost/app", "localhost/app", "localhost/app")]
    [InlineData("localhost:5000/app", "localhost:5000/app", "localhost:5000/app")]
    [InlineData("[2001:db8::1]:5000/app", "[2001:db8::1]:5000/app", "[2001:db8::1]:5000/app")]
    [InlineData("a__b/c--d.e", "docker.io/a__b/c--d.e", "a__b/c--d.e")]
    public void Name_means_what_Docker_makes_of_it(string text, string full, string familiar)
    {
        var name = ImageName.Parse(text)!;

        Assert.Equal((full, familiar), (name.ToString(), name.Familiar));
        Assert.Equal(name, ImageName.Parse(full));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Node")]
    [InlineData("nоde")]
    [InlineData("node:20")]
    [InlineData("a//b")]
    [InlineData("a___b")]
    [InlineData("-a")]
    [InlineData("a/")]
    [InlineData("https://ghcr.io/a")]
    [InlineData("user@ghcr.io/a")]
    [InlineData("ghcr.io:x/a")]
    [InlineData("a\n")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void What_Docker_takes_for_no_name_is_none(string text) => Assert.Null(ImageName.Parse(text));

    [Theory]
    [InlineData("node", null, null)]
    [InlineData("node:20.1", "20.1", null)]
    [InlineData("localhost:5000/app", null, null)]
    [InlineData("localhost:5000/app:1", "1", null)]
    [InlineData("node@" + Digest, null, Digest)]
    [InlineData("node:20@" + Digest, "20", Digest)]
    public void Tag_and_digest_are_told_apart(string text, string? tag, string? digest)
    {
        var reference = ImageReference.Parse(Traced(text))!;

        Assert.Equal((tag, digest), (reference.Tag, reference.Digest));
    }

    [Theory]
    [InlineData("node:")]
    [InlineData("node:-1")]
    [InlineData("node:a b")]
    [InlineData("node@sha256:12")]
    [InlineData("node@")]
    [InlineData("node:20\uffff")]
    public void What_Docker_takes_for_no_reference_is_none(string text)
    {
        Assert.Null(ImageReference.Parse(Traced(text)));
        Assert.Equal("node", ImageReference.NameIn(text)?.Familiar);
    }

    [Theory]
    [InlineData("20.1.0", "20.2.0", "20.2.0")]
    [InlineData("20.1.0|-alpine", "20.2.0-alpine", "20.2.0|-alpine")]
    [InlineData("3.|11|-slim", "3.12-slim", "3.|12|-slim")]
    [InlineData("20.1|-alpine|3.18", "20.2-alpine3.19", "20.2|-alpine|3.19")]
    [InlineData("1.2|-alpine", "1.2.1-alpine", "1.2.1|-alpine")]
    [InlineData("1|.2.3", "2.0.0", "2|.0.0")]
    [InlineData("1.2|@|sha256:aa", "1.3@sha256:bb", "1.3|@|sha256:bb")]
    [InlineData("1.2@sha256:aa", "1.3@sha256:bb", "1.3@sha256:bb")]
    [InlineData("1|1.5", "11.6", "1|1.6")]
    [InlineData("1|1.5", "12.6", null)]
    public void New_tag_is_shared_out_to_the_pieces_of_the_old_one(string pieces, string by, string? expected)
    {
        // Pieces are apart in the file.
        var builder = new TracedBuilder();
        foreach (var (piece, i) in pieces.Split('|').Select((piece, i) => (piece, i)))
        {
            for (var j = 0; j < piece.Length; j++)
            {
                builder.Add(piece[j], (i * 1000) + j);
            }
        }

        var replaced = ConstraintPieces.Replace(builder.ToText(), by);

        Assert.Equal(expected, replaced is null ? null : string.Join('|', replaced.Select(piece => piece.New)));
    }

    private static TracedText Traced(string text) => new(text, [.. Enumerable.Range(0, text.Length)]);
}
