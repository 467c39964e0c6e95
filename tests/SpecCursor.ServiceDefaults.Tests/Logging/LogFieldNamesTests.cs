using SpecCursor.ServiceDefaults.Logging;

namespace SpecCursor.ServiceDefaults.Tests.Logging;

public sealed class LogFieldNamesTests
{
    [Theory]
    [InlineData("UpgradeId", "upgrade_id")]
    [InlineData("upgrade_id", "upgrade_id")]
    [InlineData("HTTPStatus", "http_status")]
    [InlineData("Sha256Hash", "sha256_hash")]
    [InlineData("@Payload", "payload")]
    [InlineData("http.route", "http.route")]
    [InlineData("odd name!", "odd_name_")]
    [InlineData("Id", "id")]
    [InlineData("A", "a")]
    [InlineData("DurationMs", "duration_ms")]
    [InlineData("ElapsedMilliseconds", "duration_ms")]
    [InlineData("Timestamp", "field_timestamp")]
    [InlineData("@", "field")]
    public void Name_becomes_snake_case(string name, string expected) => Assert.Equal(expected, new LogFieldNames().Of(name));
}
