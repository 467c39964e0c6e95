using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Python.Uv;

/// <summary>uv of the machine, as people use it: it writes the lockfiles of the tests' repositories, and judges those of upgrades.</summary>
internal static class UvTool
{
    /// <summary>A command for <c>env</c>, with nothing of this machine's user.</summary>
    public static string[] Of(WorkerHost host, params string[] arguments) =>
        [$"UV_CACHE_DIR={host.StateDirectory}/uv", $"HOME={host.StateDirectory}", "UV_PYTHON_DOWNLOADS=never", "uv", "--quiet", .. arguments];

    /// <summary>A project's description.</summary>
    /// <param name="dependencies">What it requires, as items of a list.</param>
    /// <param name="settings">What stands in uv's own table, and behind it.</param>
    public static string Project(string dependencies, string settings) =>
        $"[project]\nname = \"app\"\nversion = \"1\"\nrequires-python = \">=3.8\"\ndependencies = [{dependencies}]\n\n[tool.uv]\n{settings}";
}
