using Spectre.Console.Cli;
using SpecCursor.Cli.Demo;
using SpecCursor.Cli.Down;
using SpecCursor.Cli.Status;
using SpecCursor.Cli.Up;

var app = new CommandApp();
app.Configure(configuration =>
{
    configuration.SetApplicationName("./speccursor");
    configuration.AddCommand<UpCommand>("up").WithDescription("Start everything.");
    configuration.AddCommand<StatusCommand>("status").WithDescription("What runs and where.");
    configuration.AddCommand<DownCommand>("down").WithDescription("Stop it, leaving no process.");
    configuration.AddCommand<DemoCommand>("demo").WithDescription("Three real upgrades over the samples.");
});
return await app.RunAsync(args);
