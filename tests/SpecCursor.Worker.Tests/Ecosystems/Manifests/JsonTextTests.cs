using System.Text;
using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("{\"a\":{\"b\":\"1\"}}", "{\"a\":{\"b\":\"2\"}}")]
    [InlineData("{ \"x\": {\"a\": {\"b\": \"no\"}}, \"a\" : { \"c\": [{\"b\":\"no\"}], \"b\"  :\t\"1\" }\r\n}", "{ \"x\": {\"a\": {\"b\": \"no\"}}, \"a\" : { \"c\": [{\"b\":\"no\"}], \"b\"  :\t\"2\" }\r\n}")]
    [InlineData("{\"a\":{\"b\":\"1\"},\"a\":{\"b\":\"1\"}}", "{\"a\":{\"b\":\"1\"},\"a\":{\"b\":\"2\"}}")]
    [InlineData("{\"a\":{\"b\":\"1\",\"b\":\"1\"}}", "{\"a\":{\"b\":\"1\",\"b\":\"2\"}}")]
    [InlineData("{\"\\u0061\":{\"b\":\"1\\n\"}}", "{\"\\u0061\":{\"b\":\"2\"}}")]
    [InlineData("\uFEFF{\"a\":{\"b\":\"1\"}}\n\n", "\uFEFF{\"a\":{\"b\":\"2\"}}\n\n")]
    public void Only_the_value_changes(string json, string expected) => Assert.Equal(expected, Replace(json, "2"));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":{\"b\":1}}")]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("{\"a\":{\"b\":\"1\"},\"a\":{}}")]
    [InlineData("{\"a\":{\"c\":{\"b\":\"1\"}}}")]
    [InlineData("[]")]
    public void Value_that_is_not_there_is_not_made(string json) => Assert.Null(Replace(json, "2"));

    [Fact]
    public void Signs_of_ranges_are_written_as_they_are() => Assert.Equal("{\"a\":{\"b\":\">=1.2 <3 || ^4\"}}", Replace("{\"a\":{\"b\":\"1\"}}", ">=1.2 <3 || ^4"));

    [Fact]
    public void Broken_json_is_refused() => Assert.ThrowsAny<JsonException>(() => Replace("{\"a\":{\"b\":\"1\"", "2"));

    private static string? Replace(string json, string value) =>
        JsonText.ReplaceString(Encoding.UTF8.GetBytes(json), ["a", "b"], value) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
