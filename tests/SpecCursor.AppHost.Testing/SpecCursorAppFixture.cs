using Xunit;

namespace SpecCursor.AppHost.Testing;

/// <summary>One application for a collection of tests.</summary>
public sealed class SpecCursorAppFixture : IAsyncLifetime
{
    private SpecCursorApp? app;

    /// <summary>The application, healthy.</summary>
    public SpecCursorApp App => app ?? throw new InvalidOperationException("The application has not started yet.");

    /// <inheritdoc />
    public async Task InitializeAsync() => app = await SpecCursorApp.StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}
