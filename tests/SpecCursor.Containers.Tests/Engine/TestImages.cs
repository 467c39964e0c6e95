using SpecCursor.Backing.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Containers.Tests.Engine;

/// <summary>The images of <c>tests/images</c>, which stand in the place of those that registries have.</summary>
internal static class TestImages
{
    private const string Prefix = "speccursor.local";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Builds what is not there yet.</summary>
    /// <returns>The settings that have the AppHost run them.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> BuildAsync()
    {
        var result = await CommandRunner.RunAsync(new Command(Repository.PathOf("tests/images/build"), [Prefix]), Limit, CancellationToken.None);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The images could not be built; that takes a container engine and debootstrap. {result.Explanation}");
        }

        return Docker.Lines(result.Output)
            .Select(line => line.Split(' '))
            .SelectMany(image => new[] { ("Registry", ""), ("Image", image[1]), ("Tag", image[2]) }
                .Select(part => KeyValuePair.Create($"SpecCursor:Images:{image[0]}:{part.Item1}", part.Item2)))
            .ToDictionary();
    }
}
