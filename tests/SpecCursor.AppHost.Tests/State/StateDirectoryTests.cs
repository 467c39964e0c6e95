using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.State;

public sealed class StateDirectoryTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string root = TestDirectory.Create("state");

    [Fact]
    public void Secrets_and_logs_are_the_owners_alone_and_data_can_be_passed_through()
    {
        var state = StateDirectory.Open(root);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(state.Secrets));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(state.Logs));
        Assert.Equal(OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute, File.GetUnixFileMode(state.Data));
    }

    [Fact]
    public void Modes_that_somebody_loosened_are_repaired()
    {
        var secrets = Path.Combine(root, "secrets");
        Directory.CreateDirectory(secrets);
        File.SetUnixFileMode(secrets, OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        var state = StateDirectory.Open(root);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(state.Secrets));
    }

    [Fact]
    public void Clearing_discards_data_and_what_only_the_data_knows_and_keeps_the_credentials_that_others_hold()
    {
        var state = StateDirectory.Open(root);
        var secrets = new SecretStore(state.Secrets);
        var apiKey = secrets.Get(SecretStore.ApiKey).Value;
        var webhookSecret = secrets.Get(SecretStore.WebhookSecret).Value;
        var password = secrets.Get(SecretStore.PostgresPassword).Value;
        Directory.CreateDirectory(Path.Combine(state.Data, "postgres", "base"));
        Directory.CreateDirectory(Path.Combine(state.Forge, "acme", "shop.git"));
        Directory.CreateDirectory(Path.Combine(root, "data.discarded-cut-short"));

        state.Clear();

        Assert.Empty(Directory.EnumerateFileSystemEntries(state.Data));
        Assert.Empty(Directory.EnumerateFileSystemEntries(state.Forge));
        Assert.Empty(Directory.EnumerateDirectories(root, "*.discarded-*"));
        Assert.Equal(new GeneratedSecret(apiKey, IsNew: false), secrets.Get(SecretStore.ApiKey));
        Assert.Equal(new GeneratedSecret(webhookSecret, IsNew: false), secrets.Get(SecretStore.WebhookSecret));
        Assert.NotEqual(password, secrets.Get(SecretStore.PostgresPassword).Value);
    }

    [Fact]
    public void Directory_that_cannot_be_made_is_refused_with_its_setting()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<StartupException>(() => StateDirectory.Open(Path.Combine(file, "state")));

        Assert.Contains("SPECCURSOR_STATE_DIR", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => TestDirectory.Delete(root);
}
