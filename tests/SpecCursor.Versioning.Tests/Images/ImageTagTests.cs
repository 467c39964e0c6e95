using SpecCursor.Versioning.Images;

namespace SpecCursor.Versioning.Tests.Images;

public sealed class ImageTagTests
{
    /// <summary>Tags of well-known images: the numbers, whether it is a prerelease, whether it floats, and the suffix.</summary>
    [Theory]
    [InlineData("3.12", "3.12", false, true, "")] // python
    [InlineData("3", "3", false, true, "")]
    [InlineData("3.12.1", "3.12.1", false, false, "")]
    [InlineData("3.11-slim", "3.11", false, true, "-slim")]
    [InlineData("3.11.7-slim-bookworm", "3.11.7", false, false, "-slim-bookworm")]
    [InlineData("3.12-alpine3.19", "3.12", false, true, "-alpine3.19")]
    [InlineData("3.13.0a3-slim", "3.13.0", true, false, "-slim")]
    [InlineData("3.13.0b1", "3.13.0", true, false, "")]
    [InlineData("3.13.0rc2-alpine", "3.13.0", true, false, "-alpine")]
    [InlineData("3.13-rc-slim-bookworm", "3.13", true, false, "-slim-bookworm")]
    [InlineData("3.12.1-windowsservercore-ltsc2022", "3.12.1", false, false, "-windowsservercore-ltsc2022")]
    [InlineData("3.12-windowsservercore-1809", "3.12", false, true, "-windowsservercore-1809")]
    [InlineData("20", "20", false, true, "")] // node
    [InlineData("20-alpine", "20", false, true, "-alpine")]
    [InlineData("20.11-bookworm-slim", "20.11", false, true, "-bookworm-slim")]
    [InlineData("20.11.0-alpine3.19", "20.11.0", false, false, "-alpine3.19")]
    [InlineData("18.19.0-bullseye", "18.19.0", false, false, "-bullseye")]
    [InlineData("1.21", "1.21", false, true, "")] // golang
    [InlineData("1.21.6-alpine3.18", "1.21.6", false, false, "-alpine3.18")]
    [InlineData("1.22rc1", "1.22", true, false, "")]
    [InlineData("1.22rc1-bookworm", "1.22", true, false, "-bookworm")]
    [InlineData("1.22-rc-alpine", "1.22", true, false, "-alpine")]
    [InlineData("1.21-nanoserver-ltsc2022", "1.21", false, true, "-nanoserver-ltsc2022")]
    [InlineData("16", "16", false, true, "")] // postgres
    [InlineData("16.1", "16.1", false, true, "")]
    [InlineData("16.1-alpine3.19", "16.1", false, true, "-alpine3.19")]
    [InlineData("9.6.24-bullseye", "9.6.24", false, false, "-bullseye")]
    [InlineData("17beta1", "17", true, false, "")]
    [InlineData("17rc1-alpine", "17", true, false, "-alpine")]
    [InlineData("16beta3-bookworm", "16", true, false, "-bookworm")]
    [InlineData("7", "7", false, true, "")] // redis
    [InlineData("7.2-alpine", "7.2", false, true, "-alpine")]
    [InlineData("7.2.4-bookworm", "7.2.4", false, false, "-bookworm")]
    [InlineData("7.2-rc3-alpine3.18", "7.2", true, false, "-alpine3.18")]
    [InlineData("8.0-M03-alpine", "8.0", true, false, "-alpine")]
    [InlineData("8.0-M01", "8.0", true, false, "")]
    [InlineData("1.25", "1.25", false, true, "")] // nginx
    [InlineData("1.25.3-alpine-slim", "1.25.3", false, false, "-alpine-slim")]
    [InlineData("1.25-alpine3.18-perl", "1.25", false, true, "-alpine3.18-perl")]
    [InlineData("1.25.3-bookworm-perl", "1.25.3", false, false, "-bookworm-perl")]
    [InlineData("3.19", "3.19", false, true, "")] // alpine
    [InlineData("3.19.0", "3.19.0", false, false, "")]
    [InlineData("20231219", "20231219", false, false, "")]
    [InlineData("20240329", "20240329", false, false, "")]
    [InlineData("22.04", "22.04", false, true, "")] // ubuntu
    [InlineData("23.10", "23.10", false, true, "")]
    [InlineData("14.04.5", "14.04.5", false, false, "")]
    [InlineData("12", "12", false, true, "")] // debian
    [InlineData("12-slim", "12", false, true, "-slim")]
    [InlineData("12.4-slim", "12.4", false, true, "-slim")]
    [InlineData("8.0", "8.0", false, true, "")] // dotnet/sdk
    [InlineData("8.0.101", "8.0.101", false, false, "")]
    [InlineData("8.0.101-1-alpine3.18-amd64", "8.0.101", false, false, "-1-alpine3.18-amd64")]
    [InlineData("8.0-bookworm-slim-arm64v8", "8.0", false, true, "-bookworm-slim-arm64v8")]
    [InlineData("8.0-jammy-chiseled-extra", "8.0", false, true, "-jammy-chiseled-extra")]
    [InlineData("9.0-preview", "9.0", true, false, "")]
    [InlineData("9.0.100-preview.1-alpine3.19", "9.0.100", true, false, "-alpine3.19")]
    [InlineData("9.0.100-rc.2-noble", "9.0.100", true, false, "-noble")]
    [InlineData("4.8.1-windowsservercore-ltsc2022", "4.8.1", false, false, "-windowsservercore-ltsc2022")]
    [InlineData("21", "21", false, true, "")] // eclipse-temurin
    [InlineData("17-jdk-jammy", "17", false, true, "-jdk-jammy")]
    [InlineData("21.0.1_12-jre-alpine", "21.0.1", false, false, "_12-jre-alpine")]
    [InlineData("17.0.8.1_1-jdk", "17.0.8.1", false, false, "_1-jdk")]
    [InlineData("v2.10", "2.10", false, true, "")] // traefik
    [InlineData("v2.10.7", "2.10.7", false, false, "")]
    [InlineData("2.10", "2.10", false, true, "")]
    [InlineData("v3.0.0-beta5", "3.0.0", true, false, "")]
    [InlineData("v3.0.0-rc1-windowsservercore-1809", "3.0.0", true, false, "-windowsservercore-1809")]
    [InlineData("10.2.3", "10.2.3", false, false, "")] // grafana
    [InlineData("10.2.3-ubuntu", "10.2.3", false, false, "-ubuntu")]
    [InlineData("9.0.0-beta1", "9.0.0", true, false, "")]
    [InlineData("11.0.0-preview", "11.0.0", true, false, "")]
    [InlineData("2024.01", "2024.01", false, true, "")] // by the calendar
    [InlineData("2023.12.1", "2023.12.1", false, false, "")]
    [InlineData("2022-latest", "2022", false, true, "-latest")]
    [InlineData("15.4.0-debian-11-r10", "15.4.0", false, false, "-debian-11-r10")]
    public void A_version_is_read(string text, string numbers, bool isPrerelease, bool isFloating, string suffix)
    {
        var tag = ImageTag.Parse(text)!;

        Assert.Equal(numbers.Split('.').Select(long.Parse), tag.Release.Take(tag.ComponentCount));
        Assert.Equal((isPrerelease, isFloating, suffix), (tag.IsPrerelease, tag.IsFloating, tag.Suffix));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("")]
    [InlineData("slim")]
    [InlineData("lts-alpine")]
    [InlineData("stable-slim")]
    [InlineData("bookworm")]
    [InlineData("bookworm-20240110-slim")]
    [InlineData("jammy-20240111")]
    [InlineData("jdk-21")]
    [InlineData("8u392-b08-jdk")]
    [InlineData("sha-abc123")]
    [InlineData("6b1f3e2d4c5a69788796a5b4c3d2e1f001234567")]
    [InlineData("1a2b3c4")]
    [InlineData("1234567b1")]
    [InlineData("12345678e9-slim")]
    [InlineData("RELEASE.2024-01-16T16-07-38Z")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2-rc.x")]
    [InlineData("3.11-slim@sha256:6b1f3e2d")]
    [InlineData("9999999999999999999")]
    public void What_names_no_version_is_not_read(string text)
    {
        Assert.Null(ImageTag.Parse(text));
        Assert.Null(new ImageTagScheme().ParseRange(text));
        Assert.False(new ImageTagScheme().Rewrite(text, ImageTag.Parse("3.12")!).Succeeded);
    }

    [Theory]
    [InlineData("3.11-slim", "3.12-slim", true)]
    [InlineData("3.11-slim", "3.12.1-slim", false)]
    [InlineData("3.11-slim", "3.12", false)]
    [InlineData("3.11-slim", "3.12-alpine", false)]
    [InlineData("3.11-slim-bookworm", "3.12-slim-bullseye", false)]
    [InlineData("20.11.0-alpine3.18", "20.11.1-alpine3.19", true)]
    [InlineData("20.11.0-alpine3.18", "20.11.1-alpine3", false)]
    [InlineData("20.11.0-alpine3.18", "20.11.1-alpine", false)]
    [InlineData("4.8-windowsservercore-ltsc2019", "4.8-windowsservercore-ltsc2022", true)]
    [InlineData("1.21-nanoserver-1809", "1.21-nanoserver-ltsc2022", false)]
    [InlineData("17.0.9_9-jdk-jammy", "17.0.10_7-jdk-jammy", true)]
    [InlineData("17.0.9_9-jdk-jammy", "17.0.10_7-jre-jammy", false)]
    [InlineData("15.4.0-debian-11-r10", "15.5.0-debian-12-r3", true)]
    [InlineData("v2.10", "v3.0", true)]
    [InlineData("v2.10", "3.0", false)]
    [InlineData("22.04", "24.04", true)]
    [InlineData("3.19", "20240115", false)]
    [InlineData("3", "20240115", false)]
    [InlineData("20231219", "20240115", true)]
    [InlineData("16", "17", true)]
    [InlineData("16", "17rc1", true)]
    [InlineData("8.0-jammy", "9.0-preview-jammy", true)]
    public void Tags_are_compatible_within_a_scheme(string left, string right, bool expected)
    {
        Assert.Equal(expected, ImageTag.Parse(left)!.IsCompatibleWith(ImageTag.Parse(right)!));
        Assert.Equal(expected, ImageTag.Parse(right)!.IsCompatibleWith(ImageTag.Parse(left)!));
    }

    [Fact]
    public void Tags_are_ordered_by_numbers_stages_and_suffixes()
    {
        string[] texts =
        [
            "3.9", "3.13.0a2", "3.13.0a10", "3.13.0b1", "3.13.0-M01", "3.13.0-preview.2", "3.13.0rc1-alpine", "3.13.0rc1-slim", "3.13-rc2", "3.13", "3.13-alpine",
            "3.13-alpine3.9", "3.13-alpine3.18", "3.13-slim", "3.13.0", "3.13.0-slim", "v3.13", "3.13.0.1", "3.13.1", "22.04", "22.10", "2024.01", "20240115", "20240201",
        ];

        Assert.Equal(texts, texts.Reverse().Select(text => ImageTag.Parse(text)!).Order().Select(tag => tag.Text));
    }

    [Theory]
    [InlineData("3.11-slim", "3.11-slim 3.11.0-slim 3.11.4-slim 3.11.4.1-slim", "3.11 3.11.4 3.11.4-alpine 3.11.4-slim-bookworm 3.12-slim 3-slim 3.11.5rc1-slim v3.11.4-slim")]
    [InlineData("20", "20 20.0 20.0.0 20.11 20.11.1", "2 200 21 20-alpine 20.11-alpine 20240115 20.0rc1")]
    [InlineData("3.0", "3.0 3.0.0 3.0.0.0 3.0.4 3.0.4.0 3.0.0.4", "3 3.1 3.00-slim")]
    [InlineData("0", "0 0.0 0.0.0.0 0.1", "1 0-slim")]
    [InlineData("22.04", "22.04 22.04.1", "22 22.10 22.04-slim")]
    [InlineData("3.11.4", "3.11.4", "3.11 3.11.40 3.11.4.1 3.11.4.0")]
    [InlineData("20240115", "20240115", "20240115.1 20240116")]
    [InlineData("3.13-rc", "3.13-rc", "3.13 3.13.0rc1 3.13-rc1")]
    [InlineData("999999999999999999", "999999999999999999 999999999999999999.5", "999999999999999998")]
    public void A_tag_admits_what_its_publisher_would_move_it_to(string written, string admitted, string others)
    {
        var scheme = new ImageTagScheme();
        var range = scheme.ParseRange(written)!;

        Assert.All(admitted.Split(' '), text => Assert.True(range.Admits(scheme.ParseVersion(text)!), text));
        Assert.All(others.Split(' '), text => Assert.False(range.Admits(scheme.ParseVersion(text)!), text));
        Assert.All($"{admitted} {others}".Split(' '), text =>
            Assert.Equal(range.Admits(scheme.ParseVersion(text)!), InIntegers.Admits(scheme, range, scheme.ParseVersion(text)!)));
    }

    [Theory]
    [InlineData("3.11-slim", "3.12-slim", "3.12-slim")]
    [InlineData("3.11-slim", "3.12.1-slim", "3.12-slim")]
    [InlineData("20", "22.1.0", "22")]
    [InlineData("20.11.0-alpine3.18", "20.11.1-alpine3.19", "20.11.1-alpine3.19")]
    [InlineData("20-alpine3.18", "22.1-alpine3.19", "22-alpine3.19")]
    [InlineData("v2.10", "v3.0.1", "v3.0")]
    [InlineData("22.04", "24.04.1", "24.04")]
    [InlineData("20231219", "20240115", "20240115")]
    [InlineData("3.13-rc", "3.13.1", "3.13")]
    [InlineData("16", "17rc1", "17rc1")]
    public void A_tag_is_rewritten_with_as_many_numbers(string written, string version, string expected) =>
        Assert.Equal(expected, ImageTagStyle.Rewrite(written, ImageTag.Parse(version)!).Text);

    [Theory]
    [InlineData("latest", "3.12", "names no version")]
    [InlineData("3.11-slim", "3.12", "different variants")]
    [InlineData("v2.10", "3.0", "different variants")]
    [InlineData("3.11.4", "3.12", "counted in another way")]
    [InlineData("3", "20240115", "counted in another way")]
    [InlineData("20240115", "3.19.1", "counted in another way")]
    [InlineData("3.11.4", "3.12.1.2", "fewer numbers")]
    [InlineData("3.12", "3.13.0rc1", "fewer numbers")]
    public void What_cannot_be_moved_is_refused_with_a_reason(string written, string version, string reason)
    {
        var rewrite = ImageTagStyle.Rewrite(written, ImageTag.Parse(version)!);

        Assert.Null(rewrite.Text);
        Assert.Contains(reason, rewrite.Reason);
        Assert.Contains($"'{written}'", rewrite.Reason);
    }
}
