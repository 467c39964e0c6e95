using System.Text.Json;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Registries;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Where crates come from: crates.io, another server with a sparse index, or a folder of this machine.</summary>
internal sealed class CrateRegistry(RegistryClient client, IOptions<RustOptions> options)
{
    public const string ClientName = "crates";

    /// <summary>Cargo knows this one without being told.</summary>
    private static readonly Uri CratesIo = new("https://index.crates.io/");

    private const string SourceName = "speccursor";
    private const int MaximumBytes = 64 * 1024 * 1024;

    private volatile IReadOnlyList<EgressHost>? _servers;

    /// <summary>What makes cargo take crates from there. Said to cargo directly, it goes before what any configuration says.</summary>
    public IReadOnlyList<string> Arguments => Source is { } source
        ? ["--config", $"source.crates-io.replace-with=\"{SourceName}\"", "--config", $"source.{SourceName}.{source}"]
        : [];

    /// <summary>What cargo has to see of this machine for it.</summary>
    public IReadOnlyList<SandboxMount> Mounts => options.Value.LocalRegistry is { } folder ? [new SandboxMount(folder, folder, IsWritable: false)] : [];

    private string? Source => options.Value.LocalRegistry is { } folder ? $"local-registry={Quote(folder)}"
        : options.Value.Index == CratesIo ? null
        : $"registry={Quote($"sparse+{options.Value.Index}")}";

    /// <exception cref="StepFailedException">The registry doesn't have it, or wants credentials.</exception>
    /// <exception cref="TransientStepException">The registry doesn't answer, or not sensibly.</exception>
    public Task<ReleaseHistory> GetAsync(string package, CancellationToken cancellationToken) => options.Value.LocalRegistry is { } folder
        ? ReadAsync(folder, package, cancellationToken)
        : client.GetAsync(Question(CrateIndexReader.PathOf(package), package), CrateIndexReader.Read, cancellationToken);

    /// <summary>The servers that cargo needs: the index, and the one that the index says archives are at.</summary>
    /// <exception cref="TransientStepException">The registry doesn't answer, or not sensibly, or these tools can't ask it.</exception>
    public async Task<IReadOnlyList<EgressHost>> GetServersAsync(RustTools tools, CancellationToken cancellationToken)
    {
        if (options.Value.LocalRegistry is not null)
        {
            return [];
        }

        if (!tools.ReadSparseIndexes)
        {
            throw RustToolchain.Failed($"The worker's cargo is {tools.Cargo.Text}. It has to be 1.70 or later to ask {options.Value.Index.Host}.");
        }

        _servers ??= [EgressHost.Of(options.Value.Index, isTrusted: true), await client.GetAsync(Question("config.json", "config.json"), ReadServer, cancellationToken)];
        return _servers;
    }

    private RegistryQuestion Question(string path, string package) =>
        new() { Client = ClientName, Address = new Uri(options.Value.Index, path), Package = package };

    private static async Task<ReleaseHistory> ReadAsync(string folder, string package, CancellationToken cancellationToken)
    {
        var index = new DirectoryInfo(Path.Combine(folder, "index"));
        var file = new FileInfo(Path.Combine(index.FullName, CrateIndexReader.PathOf(package)));
        if (index.Exists && !file.Exists)
        {
            throw new StepFailedException(FailureCodes.PackageNotFound, $"The local registry has no package '{package}'.");
        }

        try
        {
            return file.Length > MaximumBytes
                ? throw new IOException($"The package's file is larger than {MaximumBytes / 1024 / 1024} MiB.")
                : CrateIndexReader.Read(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TransientStepException(
                new StepFailure
                {
                    Code = FailureCodes.RegistryUnavailable,
                    Reason = "The local registry could not be read.",
                    Detail = exception.Message,
                    IsTransient = true,
                },
                exception);
        }
    }

    /// <summary>The address may have places for a crate's name and version in it, but none before its path.</summary>
    private EgressHost ReadServer(byte[] json)
    {
        using var config = JsonDocument.Parse(json);
        return config.RootElement.TryGetProperty("dl", out var dl) && dl.ValueKind == JsonValueKind.String
            && Uri.TryCreate(dl.GetString()!.Split('{')[0], UriKind.Absolute, out var address)
            ? EgressHost.Of(address, isTrusted: address.IdnHost == options.Value.Index.IdnHost)
            : throw new JsonException("It does not say where crates are.");
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
