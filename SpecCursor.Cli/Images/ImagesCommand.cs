using System.Globalization;
using SpecCursor.Cli.Application;
using Spectre.Console;
using Spectre.Console.Cli;

namespace SpecCursor.Cli.Images;

/// <summary>Builds the services' images in the machine's container engine.</summary>
internal sealed class ImagesCommand : AsyncCommand<ImagesSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, ImagesSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var images = await new ImageBuilder(Repository.Root, AnsiConsole.WriteLine).BuildAsync(settings, cancellationToken);
            Write(images);
            return 0;
        }
        catch (Exception exception) when (exception is ImageException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"speccursor: {exception.Message}");
            return 1;
        }
    }

    private static void Write(IReadOnlyList<BuiltImage> images)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Image", "Built on", "MB", "Bill of materials");
        foreach (var image in images)
        {
            table.AddRow(
                new Text(image.Name),
                new Text(image.Base),
                new Text((image.Bytes / 1e6).ToString("0", CultureInfo.InvariantCulture)),
                new Text(Path.GetRelativePath(Repository.Root, image.Bill)));
        }

        AnsiConsole.Write(table);
    }
}
