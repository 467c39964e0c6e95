namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>
/// What runs between the service and bubblewrap. It is constant text: everything that varies comes as arguments. It joins the control groups; as
/// root it also brings the folders of the workspace to where the unprivileged user can reach them (the state directory may lie under
/// <c>/root</c>), in a mount namespace of its own. There it lays folders over each other, too, which bubblewrap can do only from version 0.11 on.
/// </summary>
internal static class EntryScript
{
    /// <summary>
    /// Arguments: status file, filter of system calls, stage, its table of mounts (empty: none), files to write the process id to, <c>--</c>, the command. Descriptors handed on:
    /// 3 passwd, 4 group, 5 bubblewrap's status, 6 hosts, 7 the filter.
    /// </summary>
    public const string Text = """
        set -eu
        status=$1 filter=$2 stage=$3 table=$4
        shift 4
        while [ "$1" != -- ]; do echo $$ > "$1"; shift; done
        shift
        if [ -n "$table" ]; then cd "$stage"; mount -a -T "$table"; cd /; fi
        exec 2>&1 5> "$status" 7< "$filter" 3<<'PASSWD' 4<<'GROUP' 6<<'HOSTS'
        root:x:0:0:root:/nonexistent:/usr/sbin/nologin
        sandbox:x:1000:1000:sandbox:/home/sandbox:/bin/sh
        nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
        PASSWD
        root:x:0:
        sandbox:x:1000:
        nogroup:x:65534:
        GROUP
        127.0.0.1 localhost
        ::1 localhost
        HOSTS
        exec "$@"
        """;
}
