using SpecCursor.Messaging.Failures;
using SpecCursor.Testing;
using SpecCursor.Worker.Ecosystems.DotNet;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Tests.DotNet;

public sealed class DotNetInstallationTests : IDisposable
{
    private readonly string _folder = TestDirectory.Create("dotnet");

    public void Dispose() => TestDirectory.Delete(_folder);

    [Fact]
    public void Folder_that_the_link_on_the_path_leads_to_is_brought_along()
    {
        var installed = Install();
        Directory.CreateDirectory(Path.Combine(installed, "sdk"));

        var command = AddTo();

        var mount = Assert.Single(command.Mounts);
        Assert.Equal((installed, false, "DOTNET_ROOT"), (mount.HostPath, mount.IsWritable, mount.Variable));
        Assert.StartsWith(mount.SandboxPath + ":", command.Environment["PATH"], StringComparison.Ordinal);
    }

    [Fact]
    public void Runtime_alone_is_not_enough()
    {
        Install();

        var exception = Assert.Throws<TransientStepException>(AddTo);

        Assert.Equal(("tool-missing", "'.NET SDK' is not installed where the worker runs."), (exception.Failure.Code, exception.Failure.Reason));
    }

    private string Install()
    {
        var installed = Directory.CreateDirectory(Path.Combine(_folder, "installed")).FullName;
        File.WriteAllText(Path.Combine(installed, "dotnet"), "");
        File.SetUnixFileMode(Path.Combine(installed, "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(Path.Combine(_folder, "dotnet"), Path.Combine(installed, "dotnet"));
        return installed;
    }

    private SandboxCommand AddTo() => new DotNetInstallation(new ToolLocator(_folder)).AddTo(new SandboxCommand
    {
        Executable = "dotnet",
        Arguments = [],
        Workspace = _folder,
        Network = SandboxNetwork.None,
        Limits = new SandboxOptions().Install,
    });
}
