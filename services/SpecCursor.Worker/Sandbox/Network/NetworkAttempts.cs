using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Network;

/// <summary>
/// Tells whether a command tried to reach another machine by itself, past the proxy or without having one. Its network has no route to anywhere, and the kernel counts
/// in each network what there was no route for (<c>OutNoRoutes</c> of RFC 4293, in proc_net(5)). The open files keep the network's counters alive after its last process.
/// </summary>
internal sealed class NetworkAttempts : IDisposable
{
    private const string Counter = "OutNoRoutes";
    private const int MaximumBytes = 64 * 1024;

    private readonly List<FileStream> _files = [];

    /// <summary>Begins to count in the network that a process is in. What can't be opened is not counted.</summary>
    public void Watch(int process)
    {
        foreach (var name in (string[])["snmp", "snmp6"])
        {
            try
            {
                _files.Add(new FileStream(
                    string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/net/{name}"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The process is gone already, or the machine has no IPv6.
            }
        }
    }

    /// <summary>How many there were so far.</summary>
    public long Count() => _files.Sum(file => NoRoutes(Read(file)));

    public void Dispose() => _files.ForEach(file => file.Dispose());

    /// <summary>
    /// In <c>snmp</c> a line of names is followed by a line of numbers; in <c>snmp6</c> each line has a name and a number.
    /// </summary>
    internal static long NoRoutes(string text)
    {
        var lines = text.Split('\n').Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 1).ToList();
        if (lines.Find(words => words[0] == "Ip6" + Counter) is { } line)
        {
            return Number(line[1]);
        }

        var names = lines.FindIndex(words => words[0] == "Ip:");
        var column = names < 0 ? -1 : Array.IndexOf(lines[names], Counter);
        return column > 0 && names + 1 < lines.Count && column < lines[names + 1].Length ? Number(lines[names + 1][column]) : 0;
    }

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Read(FileStream file)
    {
        try
        {
            var buffer = new byte[MaximumBytes];
            file.Position = 0;
            return System.Text.Encoding.ASCII.GetString(buffer, 0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
