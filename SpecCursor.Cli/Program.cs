using SpecCursor.Cli.Demo;
using SpecCursor.Cli.Down;
using SpecCursor.Cli.Images;
using SpecCursor.Cli.Rehearsals;
using SpecCursor.Cli.Status;
using SpecCursor.Cli.Up;
using Spectre.Console;
using Spectre.Console.Cli;

if (Console.IsOutputRedirected)
{
    // A file or a pipe has no width; 80 columns would break addresses in two.
    AnsiConsole.Profile.Width = 160;
}

var app = new CommandApp();
app.Configure(configuration =>
{
    configuration.SetApplicationName("./speccursor");

    // Otherwise an option that is misspelt is passed over, and everything starts.
    configuration.UseStrictParsing();
    configuration.AddCommand<UpCommand>("up").WithDescription("Start everything.");
    configuration.AddCommand<StatusCommand>("status").WithDescription("What runs and where.");
    configuration.AddCommand<DownCommand>("down").WithDescription("Stop it, leaving no process.");
    configuration.AddCommand<DemoCommand>("demo").WithDescription("Three real upgrades over the samples.");
    configuration.AddCommand<AlertCommand>("alert").WithDescription("Make a real failure and see its alert arrive.");
    configuration.AddCommand<ImagesCommand>("images").WithDescription("Build the images of the services.");
});
return await app.RunAsync(args);
