using System.Text.Json.Nodes;
using SpecCursor.AppHost.Containers;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Containers.Tests.Engine;

/// <summary>The machine's container engine, asked by its own command.</summary>
internal static class Docker
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs the command and returns what it prints.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says what it said.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var result = await CommandRunner.RunAsync(new Command("docker", arguments), Limit, CancellationToken.None);
        return result.Succeeded
            ? result.Output.Trim()
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)}: {result.Explanation}");
    }

    /// <summary>The containers, running or not, whose names begin with a prefix.</summary>
    public static async Task<IReadOnlyList<JsonNode>> ContainersAsync(string prefix = "")
    {
        var ids = Lines(await RunAsync("ps", "--all", "--quiet", "--no-trunc", "--filter", $"name=^/?{prefix}"));
        List<JsonNode> containers = [];
        foreach (var id in ids)
        {
            // Another test's container may be gone by now.
            var result = await CommandRunner.RunAsync(new Command("docker", ["inspect", id]), Limit, CancellationToken.None);
            if (result.Succeeded)
            {
                containers.Add(JsonNode.Parse(result.Output)![0]!);
            }
        }

        return containers;
    }

    /// <summary>Everything that can be left behind, as <c>kind name</c>.</summary>
    public static async Task<IReadOnlySet<string>> AllAsync()
    {
        HashSet<string> all = [];
        foreach (var (kind, question) in new (string, string[])[]
        {
            ("container", ["ps", "--all", "--format", "{{.Names}}"]),
            ("network", ["network", "ls", "--format", "{{.Name}}"]),
            ("volume", ["volume", "ls", "--format", "{{.Name}}"]),
        })
        {
            all.UnionWith(Lines(await RunAsync(question)).Select(name => $"{kind} {name}"));
        }

        return all;
    }

    /// <summary>The containers of an application, the networks that they are on, and the volumes that they have, as <c>kind name</c>.</summary>
    /// <param name="data">The name of its data.</param>
    public static async Task<IReadOnlySet<string>> OwnedAsync(string data)
    {
        HashSet<string> owned = [];
        foreach (var container in (await ContainersAsync()).Where(container => (string?)container["Config"]!["Labels"]?[EngineResources.Label] == data))
        {
            owned.Add($"container {((string)container["Name"]!).TrimStart('/')}");
            owned.UnionWith(container["NetworkSettings"]!["Networks"]!.AsObject().Where(network => network.Key != "bridge").Select(network => $"network {network.Key}"));
            owned.UnionWith(container["Mounts"]!.AsArray().Where(mount => (string?)mount!["Type"] == "volume").Select(mount => $"volume {mount!["Name"]}"));
        }

        return owned;
    }

    public static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
