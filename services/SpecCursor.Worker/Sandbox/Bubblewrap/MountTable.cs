using System.Globalization;
using System.Text;

namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>
/// What is mounted on the stage before bubblewrap starts, as lines of <c>fstab(5)</c>: one run of <c>mount</c> does it all. Places on the stage are named by what they are and which they
/// are; they stay, since every run has its own mounts there, in its namespace.
/// </summary>
/// <param name="stage">The stage's folder.</param>
internal sealed class MountTable(string stage)
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly StringBuilder _lines = new();
    private int _count;

    public bool IsEmpty => _lines.Length == 0;

    /// <summary>Brings what is to be mounted to the stage.</summary>
    /// <returns>Where it is to be found there.</returns>
    public string Add(SandboxMount mount)
    {
        if (mount.Overlay is not { } overlay)
        {
            return Path.Combine(stage, Bind(mount.HostPath));
        }

        List<string> lower = [.. overlay.Lower.Select(Bind)];
        var folder = Bind(overlay.Folder);
        var seen = Place("d");
        Line("overlay", seen, "overlay", OverlayFolder.Options(mount.IsWritable, lower, folder));
        return Path.Combine(stage, seen);
    }

    public void Write(string path) => File.WriteAllText(path, _lines.ToString());

    private string Bind(string hostPath)
    {
        var place = Place(Directory.Exists(hostPath) ? "d" : "f");
        Line(hostPath, place, "none", "bind");
        return place;
    }

    private string Place(string kind)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}{_count++}");
        var path = Path.Combine(stage, name);
        Directory.CreateDirectory(stage, Readable);
        if (kind == "d")
        {
            Directory.CreateDirectory(path, Readable);
        }
        else
        {
            // Another run may be making it at this moment.
            using var made = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        }

        return name;
    }

    private void Line(string source, string place, string type, string options) =>
        _lines.Append(Escape(source)).Append(' ').Append(place).Append(' ').Append(type).Append(' ').Append(options).Append(" 0 0\n");

    /// <summary>As <c>fstab(5)</c> has it: what would end a word, and what begins an escape.</summary>
    private static string Escape(string path)
    {
        var escaped = new StringBuilder();
        foreach (var character in path)
        {
            if (character is ' ' or '\t' or '\n' or '\\' or '#')
            {
                escaped.Append('\\').Append(Convert.ToString(character, 8).PadLeft(3, '0'));
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }
}
