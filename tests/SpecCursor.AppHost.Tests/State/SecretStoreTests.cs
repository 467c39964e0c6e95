using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.State;

public sealed class SecretStoreTests : IDisposable
{
    private readonly string directory = TestDirectory.Create("secrets");

    [Fact]
    public void Secret_is_generated_once_and_kept_where_only_its_owner_reads_it()
    {
        var first = new SecretStore(directory).Get(SecretStore.ApiKey);
        var second = new SecretStore(directory).Get(SecretStore.ApiKey);

        Assert.True(first.IsNew);
        Assert.Matches("^[0-9a-f]{64}$", first.Value);
        Assert.Equal(first with { IsNew = false }, second);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, SecretStore.ApiKey)));
        Assert.Single(Directory.EnumerateFiles(directory));
    }

    [Fact]
    public void No_two_secrets_are_the_same()
    {
        var store = new SecretStore(directory);

        Assert.NotEqual(store.Get(SecretStore.ApiKey).Value, store.Get(SecretStore.WebhookSecret).Value);
    }

    [Fact]
    public void Secret_that_somebody_wrote_there_is_taken_without_its_line_break()
    {
        File.WriteAllText(Path.Combine(directory, SecretStore.ApiKey), "chosen\n");

        Assert.Equal(new GeneratedSecret("chosen", IsNew: false), new SecretStore(directory).Get(SecretStore.ApiKey));
    }

    [Fact]
    public void Empty_secret_is_refused_rather_than_used()
    {
        File.WriteAllText(Path.Combine(directory, SecretStore.ApiKey), "\n");

        var refused = Assert.Throws<StartupException>(() => new SecretStore(directory).Get(SecretStore.ApiKey));

        Assert.Contains(SecretStore.ApiKey, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => TestDirectory.Delete(directory);
}
