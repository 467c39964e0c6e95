using System.Text;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;

namespace SpecCursor.Worker.Tests.Dockerfile;

/// <summary>What a Dockerfile uses, by the rules of BuildKit's parser.</summary>
public sealed class ImageUsesTests
{
    [Theory]
    [InlineData("FROM node:20\n", "FROM node:20")]
    [InlineData("from node:20 as Build\nFROM build\n", "FROM node:20")]
    [InlineData("FROM node:20 AS build\nFROM Build\n", "FROM node:20|FROM Build")]
    [InlineData("FROM build\nFROM node:20 AS build\n", "FROM build|FROM node:20")]
    [InlineData("FROM scratch\nCOPY --from=nginx:1.25 /a /b\n", "COPY nginx:1.25")]
    [InlineData("FROM a:1 AS x\nCOPY --from=0 / /\nCOPY --from=X / /\nCOPY --from=y / /\nFROM b:1 AS y\n", "FROM a:1|FROM b:1")]
    [InlineData("FROM a:1\nCOPY --from=$b / /\nCOPY --chown=1 --from=c:2 --link / /\nCOPY / --from=d:1\n", "FROM a:1|COPY c:2")]
    [InlineData("FROM a:1\nRUN --mount=type=cache,target=/x --mount=type=bind,FROM=b:2,target=/y make\nRUN make --mount=from=c:3\n", "FROM a:1|RUN b:2")]
    [InlineData("FROM --platform=$BUILDPLATFORM a:1\n", "FROM a:1")]
    [InlineData("# syntax=docker/dockerfile:1\n# escape=`\nFROM a`\n:1\n", "FROM a:1")]
    [InlineData("# comment\n# escape=`\nFROM a\\\n:1\n", "FROM a:1")]
    [InlineData("\n# escape=`\nFROM a\\\n:1\n", "FROM a:1")]
    [InlineData("FROM \\\n# FROM b:1\n\n   \n  a:1 \\\n  AS x\n", "FROM a:1")]
    [InlineData("FROM a:1\nRUN echo \\\\\nFROM b:1\n", "FROM a:1|FROM b:1")]
    [InlineData("FROM a:1\nRUN x \\  \n\tFROM b:1\n", "FROM a:1")]
    [InlineData("\\\nFROM a:1\n", "FROM a:1")]
    [InlineData("FROM a:1", "FROM a:1")]
    [InlineData("FROM a:1\r\nRUN x \\\r\n  y\r\nFROM b:2\r\n", "FROM a:1|FROM b:2")]
    [InlineData("\ufeffFROM a:1\n", "FROM a:1")]
    [InlineData("FROM\ta:1\n  FROM\fb:2  \n", "FROM a:1|FROM b:2")]
    [InlineData("FROM a:1\nENV x=y # FROM b:1\n", "FROM a:1")]
    [InlineData("FROM a:1\nCOPY --from=b:1\0 / /\n", "FROM a:1|COPY b:1\0")]
    [InlineData("FROM a:1\nONBUILD COPY --from=b:1 / /\n", "FROM a:1")]
    public void Images_are_found_and_stages_are_none(string dockerfile, string expected) => Assert.Equal(expected, Found(dockerfile));

    [Theory]
    [InlineData("RUN <<EOF\nFROM b:1\nEOF\n", "")]
    [InlineData("RUN <<EOF cat > /x\nFROM b:1\nEOF\n", "")]
    [InlineData("RUN python <<'E F'\nFROM b:1\nE F\n", "")]
    [InlineData("RUN 3<<-EOF\nFROM b:1\n\t\tEOF\n", "")]
    [InlineData("RUN <<EOF\nFROM b:1\n\tEOF\nEOF\n", "")]
    [InlineData("COPY <<A <<B /\nFROM b:1\nA\nFROM b:1\nB\n", "")]
    [InlineData("RUN a \\\n <<EOF\nFROM b:1\nEOF\n", "")]
    [InlineData("ONBUILD RUN <<EOF\nFROM b:1\nEOF\n", "")]
    [InlineData("RUN << EOF\nFROM b:1\nEOF\n", "")]
    [InlineData("RUN echo \"<<EOF\"\nFROM b:1\n", "|FROM b:1")]
    [InlineData("RUN echo \\<<EOF\nFROM b:1\n", "|FROM b:1")]
    [InlineData("RUN echo <<<EOF\nFROM b:1\n", "|FROM b:1")]
    [InlineData("RUN echo $((1<<2))\nFROM b:1\n", "|FROM b:1")]
    [InlineData("RUN [\"a\", \"<<EOF\"]\nFROM b:1\n", "|FROM b:1")]
    [InlineData("ENV x=<<EOF\nFROM b:1\n", "|FROM b:1")]
    [InlineData("RUN echo 'a <<EOF\nFROM b:1\n", "|FROM b:1")]
    public void Here_documents_are_skipped(string rest, string expected) => Assert.Equal($"FROM a:1{expected}", Found($"FROM a:1\n{rest}"));

    [Theory]
    [InlineData("ARG V=20\nFROM node:$V\n", "FROM node:20")]
    [InlineData("ARG V=20\nFROM node:${V}-alpine\n", "FROM node:20-alpine")]
    [InlineData("ARG V='20' W=\"$V.1\"\nFROM node:$W\n", "FROM node:20.1")]
    [InlineData("ARG V=20\nARG V=21\nFROM node:$V\n", "FROM node:21")]
    [InlineData("ARG V\nFROM node:${V:-20}\n", "FROM node:20")]
    [InlineData("ARG V=\nFROM node:${V:-20}\n", "FROM node:20")]
    [InlineData("ARG V=\nFROM node:1${V-20}\n", "FROM node:1")]
    [InlineData("ARG V=20\nFROM node:${V:+21}\n", "FROM node:21")]
    [InlineData("FROM node:${V:-${W:-20}}\n", "FROM node:20")]
    [InlineData("ARG REGISTRY=ghcr.io/ IMAGE=org/app\nFROM ${REGISTRY}${IMAGE}:1\n", "FROM ghcr.io/org/app:1")]
    [InlineData("FROM a:1\nARG V=20\nFROM node:1$V\n", "FROM a:1|FROM node:1")]
    [InlineData("FROM 'node:20'\n", "FROM node:20")]
    [InlineData("FROM 'node:$V'\n", "FROM node:$V")]
    [InlineData("FROM node\\:20\n", "FROM node:20")]
    [InlineData("ARG X=scratch\nFROM $X\n", "")]
    [InlineData("ARG X=base\nFROM a:1 AS base\nFROM $X\n", "FROM a:1")]
    [InlineData("FROM node:20-$TARGETARCH\n", "FROM node:20-\uffff")]
    [InlineData("ARG V=20.1\nFROM node:${V%.*}\n", "FROM node:\uffff")]
    [InlineData("ARG V=20 # x\nFROM node:$V\n", "FROM node:20")]
    public void Build_arguments_have_the_values_that_stand_there(string dockerfile, string expected) => Assert.Equal(expected, Found(dockerfile));

    [Theory]
    [InlineData("")]
    [InlineData("RUN x\n")]
    [InlineData("FROM\n")]
    [InlineData("FROM a b\n")]
    [InlineData("FROM a IS b\n")]
    [InlineData("# escape=x\nFROM a\n")]
    [InlineData("# escape=`\n# escape=`\nFROM a\n")]
    [InlineData("FROM a\nRUN <<EOF\n")]
    [InlineData("FROM \"a\n")]
    [InlineData("FROM ${a\n")]
    [InlineData("FROM ${a^^}\n")]
    [InlineData("FROM ${a:?}\n")]
    public void What_is_no_Dockerfile_is_refused(string dockerfile) => Assert.Throws<FormatException>(() => Found(dockerfile));

    [Fact]
    public void Variables_that_stand_for_more_than_memory_are_refused()
    {
        var bomb = "ARG A0=0123456789\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"ARG A{i}=$A{i - 1}$A{i - 1}\n")) + "FROM $A60\n";
        var wide = $"ARG A={new string('a', 4000)}\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"ARG B{i}=$A\n")) + "FROM $A\n";
        var deep = $"FROM {string.Concat(Enumerable.Repeat("${a:-", 100_000))}\n";

        Assert.All([bomb, wide, deep], dockerfile => Assert.Throws<FormatException>(() => Found(dockerfile)));
    }

    private static string Found(string dockerfile) => string.Join('|', ImageUses.Find(Encoding.UTF8.GetBytes(dockerfile)).Select(use => $"{use.Keyword} {use.Text}"));
}
