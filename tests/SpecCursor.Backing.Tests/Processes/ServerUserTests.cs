using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Tests.Processes;

public sealed class ServerUserTests
{
    [Fact]
    public void Accounts_are_read_as_the_system_lists_them_and_the_superuser_is_none_to_drop_to()
    {
        var users = ServerUser.Parse(
        [
            "root:x:0:0:root:/root:/bin/bash",
            "postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash",
            "toor:x:0:0::/:/bin/sh",
            "",
            "# comment",
            "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
        ]);

        Assert.Equal([new ServerUser("postgres", 101, 104), new ServerUser("nobody", 65534, 65534)], users);
    }

    [Fact]
    public void Only_the_superuser_has_a_user_to_drop_to()
    {
        var user = ServerUser.Resolve("no-such-user-here", "nobody");

        Assert.Equal(Environment.IsPrivilegedProcess ? "nobody" : null, user?.Name);
    }
}
