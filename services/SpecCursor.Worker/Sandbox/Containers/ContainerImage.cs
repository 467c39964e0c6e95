using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SpecCursor.Worker.Sandbox.View;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>
/// The image that containers start from. There is nearly nothing in it: the system is the machine's own, mounted read-only, so that commands find the same
/// tools in every sandbox, and no image has to be pulled.
/// </summary>
internal sealed class ContainerImage(ContainerEngine engine, WorkspaceOwnership ownership)
{
    /// <summary>Its name, which tells its content. It is made when it is not there.</summary>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var archive = Archive(ownership.User);
        var name = $"speccursor-sandbox:{Convert.ToHexStringLower(SHA256.HashData(archive))[..16]}";
        if (!await engine.HasImageAsync(name, cancellationToken))
        {
            await engine.ImportAsync(archive, name, cancellationToken);
        }

        return name;
    }

    private static byte[] Archive(WorkspaceOwner user)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "etc/") { Mode = Folder, ModificationTime = DateTimeOffset.UnixEpoch });
            foreach (var (path, target) in SystemFolders.Links)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, path[1..]) { LinkName = target, ModificationTime = DateTimeOffset.UnixEpoch });
            }

            Write(writer, "etc/passwd", string.Create(
                CultureInfo.InvariantCulture,
                $"""
                root:x:0:0:root:/nonexistent:/usr/sbin/nologin
                sandbox:x:{user.UserId}:{user.GroupId}:sandbox:{SandboxEnvironment.Home}:/bin/sh
                nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin

                """));
            Write(writer, "etc/group", string.Create(CultureInfo.InvariantCulture, $"root:x:0:\nsandbox:x:{user.GroupId}:\nnogroup:x:65534:\n"));
        }

        return stream.ToArray();
    }

    private static UnixFileMode Folder => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static void Write(TarWriter writer, string name, string text) => writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        ModificationTime = DateTimeOffset.UnixEpoch,
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
    });
}
