using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SpecCursor.GitHubApp.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without a database and without the host.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<GitHubAppDbContext>
{
    /// <inheritdoc />
    public GitHubAppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<GitHubAppDbContext>().UseNpgsql("Host=127.0.0.1", GitHubAppDatabase.Configure).Options);
}
