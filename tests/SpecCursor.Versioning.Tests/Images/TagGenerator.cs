namespace SpecCursor.Versioning.Tests.Images;

/// <summary>Makes tags that share numbers and suffixes, and now and then tags that name no version. The same seed makes the same ones.</summary>
internal sealed class TagGenerator(int seed) : TextGenerator(seed)
{
    private static readonly string[] s_suffixes =
        ["-slim", "-alpine", "-alpine3.9", "-alpine3.18", "-slim-bookworm", "-windowsservercore-ltsc2022", "_9-jdk", "_12-jdk", "-", "_", "-1", "-01", "-1.2", "-r7", "-r", "-rcx", "-Alpine"];

    private static readonly string[] s_stages = ["rc1", "rc2", "-rc.1", "-rc", "beta.2", "-beta11", "a1", "b1", "alpha3", "-M01", "-preview.7", ".rc1", "-preview.7.2"];

    private static readonly string[] s_others =
        ["latest", "stable-slim", "sha-abc123", "deadbeef", "1234567a1", "1.2.3.4.5", "1.x", "8u392-b08-jdk", "1.2-rc.x", "1.2-a1b2c3d", "v", "-1", ".1", "1..2", "1.2 ", "1.2@sha256", "1.2-é", "9999999999999999999"];

    public string Tag() => Chance(3) ? Any(s_others)
        : (Chance(12) ? "v" : string.Empty) + Numbers() + (Chance(20) ? Any(s_stages) : string.Empty) + (Chance(50) ? Any(s_suffixes) : string.Empty);

    private string Numbers() => Chance(4) ? Any("20240115", "20240229", "20231231", "20249999", "202401151230", "999999999999999999")
        : string.Join('.', Enumerable.Range(0, 1 + Below(4)).Select(_ => Chance(4) ? "04" : $"{Below(3)}"));
}
