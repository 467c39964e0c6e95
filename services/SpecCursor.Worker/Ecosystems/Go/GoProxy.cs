using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Asks the module proxy, by the protocol that go speaks itself (go.dev/ref/mod#goproxy-protocol); a folder is read as one.</summary>
internal sealed class GoProxy(RegistryClient client, IOptions<GoOptions> options)
{
    public const string ClientName = "goproxy";

    private const int MaximumFileBytes = 64 * 1024 * 1024;

    /// <summary>The tagged versions of a module; null where the proxy has no such module.</summary>
    /// <exception cref="StepFailedException">The proxy wants credentials.</exception>
    /// <exception cref="TransientStepException">The proxy doesn't answer, or not sensibly.</exception>
    public Task<IReadOnlyList<GoVersion>?> ListAsync(string module, CancellationToken cancellationToken) =>
        GetAsync<IReadOnlyList<GoVersion>>(module, "list", content => [.. Versions(content)], cancellationToken);

    /// <summary>A version's manifest; null where the proxy has no such version.</summary>
    /// <exception cref="StepFailedException">The proxy wants credentials.</exception>
    /// <exception cref="TransientStepException">The proxy doesn't answer, or not sensibly.</exception>
    public Task<GoModFile?> ManifestAsync(string module, string version, CancellationToken cancellationToken) =>
        GetAsync(module, Escape(version) + ".mod", content => GoModFile.Parse(content), cancellationToken);

    /// <summary>What is known of a version; null where the proxy has none such.</summary>
    /// <exception cref="StepFailedException">The proxy wants credentials.</exception>
    /// <exception cref="TransientStepException">The proxy doesn't answer, or not sensibly.</exception>
    public Task<GoVersionInfo?> InfoAsync(string module, string version, CancellationToken cancellationToken) =>
        GetAsync(module, Escape(version) + ".info", content => JsonSerializer.Deserialize<GoVersionInfo>(content) ?? throw new FormatException("It is empty."), cancellationToken);

    /// <summary>Capital letters are written small, behind an exclamation mark: not every file system tells them apart.</summary>
    public static string Escape(string text) =>
        string.Concat(text.Select(letter => char.IsAsciiLetterUpper(letter) ? $"!{char.ToLowerInvariant(letter)}" : letter.ToString()));

    private async Task<T?> GetAsync<T>(string module, string file, Func<byte[], T> read, CancellationToken cancellationToken)
        where T : class
    {
        var path = $"{Escape(module)}/@v/{file}";
        if (options.Value.Proxy.IsFile)
        {
            return await ReadAsync(Path.Combine(options.Value.Proxy.LocalPath, path), read, cancellationToken);
        }

        try
        {
            var address = new Uri($"{options.Value.Proxy.AbsoluteUri.TrimEnd('/')}/{path}");
            return await client.GetAsync(new RegistryQuestion { Client = ClientName, Address = address, Package = module }, read, cancellationToken);
        }
        catch (StepFailedException exception) when (exception.Failure.Code == FailureCodes.PackageNotFound)
        {
            return null;
        }
    }

    private static async Task<T?> ReadAsync<T>(string path, Func<byte[], T> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return !File.Exists(path) ? null
                : new FileInfo(path).Length > MaximumFileBytes ? throw new FormatException("It is too large.")
                : read(await File.ReadAllBytesAsync(path, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new TransientStepException(
                new StepFailure { Code = FailureCodes.RegistryUnavailable, Reason = $"'{path}' could not be read.", Detail = exception.Message, IsTransient = true },
                exception);
        }
    }

    private static IEnumerable<GoVersion> Versions(byte[] content) =>
        Encoding.UTF8.GetString(content).Split('\n').Select(line => GoVersion.Parse(line.Trim())).OfType<GoVersion>();
}
