using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Tests.Containers;

public sealed class ImageSettingsTests
{
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    [Fact]
    public void Pinned_image_runs_where_nothing_is_set() =>
        Assert.Equal("docker.io/library/postgres:18.4", Read().Of(ContainerImages.Postgres).Reference);

    [Fact]
    public void Every_part_can_be_set_alone()
    {
        Assert.Equal("mirror.example:5000/library/postgres:18.4", Read(("postgres:Registry", "mirror.example:5000")).Of(ContainerImages.Postgres).Reference);
        Assert.Equal("docker.io/bitnami/postgresql:18.4", Read(("postgres:Image", "bitnami/postgresql")).Of(ContainerImages.Postgres).Reference);
        Assert.Equal("docker.io/library/postgres:17.2", Read(("postgres:Tag", "17.2")).Of(ContainerImages.Postgres).Reference);
        Assert.Equal($"docker.io/library/postgres:18.4@{Digest}", Read(("postgres:Digest", Digest)).Of(ContainerImages.Postgres).Reference);
        Assert.Equal("library/postgres:18.4", Read(("postgres:Registry", "")).Of(ContainerImages.Postgres).Reference);
    }

    [Theory]
    [InlineData("otel-collector")]
    [InlineData("otel_collector")]
    [InlineData("Otel_Collector")]
    public void Variable_of_the_environment_has_an_underscore_where_a_name_has_a_hyphen(string name) =>
        Assert.Equal("1.2.3", Read(($"{name}:Tag", "1.2.3")).Of(ContainerImages.Collector).Tag);

    [Fact]
    public void Mirror_is_of_all_images_but_those_that_have_a_registry_of_their_own()
    {
        var settings = ImageSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create("SpecCursor:ImageRegistry", (string?)"mirror.example"),
            KeyValuePair.Create("SpecCursor:Images:redis:Registry", (string?)"other.example"),
        ]).Build());

        Assert.Equal("mirror.example", settings.Of(ContainerImages.Prometheus).Registry);
        Assert.Equal("other.example", settings.Of(ContainerImages.Redis).Registry);
    }

    [Theory]
    [InlineData("postgres:Registry", "https://mirror.example")]
    [InlineData("postgres:Image", "Library/Postgres")]
    [InlineData("postgres:Tag", "18 4")]
    [InlineData("postgres:Digest", "sha256:abc")]
    [InlineData("postgress:Tag", "18.4")]
    public void What_is_no_part_of_a_reference_is_refused_by_its_name(string key, string value)
    {
        var refusal = Assert.Throws<StartupException>(() => Read((key, value)));

        Assert.Contains($"SpecCursor:Images:{key.Split(':')[0]}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_image_is_pinned_to_an_exact_version_and_known_by_a_name_of_its_own()
    {
        Assert.All(ContainerImages.All, image => Assert.Matches(@"^v?\d+\.\d+(\.\d+)?$", image.Tag));
        Assert.Equal(ContainerImages.All.Count, ContainerImages.All.Select(image => image.Key).Distinct().Count());
    }

    private static ImageSettings Read(params (string Key, string Value)[] settings) => ImageSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"SpecCursor:Images:{setting.Key}", (string?)setting.Value))).Build());
}
