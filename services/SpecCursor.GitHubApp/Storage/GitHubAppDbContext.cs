using Microsoft.EntityFrameworkCore;
using SpecCursor.GitHubApp.Deliveries;
using SpecCursor.GitHubApp.Publications;

namespace SpecCursor.GitHubApp.Storage;

/// <summary>
/// This service's tables, for migrations. They are read and written by statements of their own: each is about one row that several nodes may
/// want at once, or about many rows at once.
/// </summary>
internal sealed class GitHubAppDbContext(DbContextOptions<GitHubAppDbContext> options) : DbContext(options)
{
    /// <summary>The schema that they live in.</summary>
    public const string Schema = "github_app";

    /// <summary>Deliveries that asked for something.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>Publications, one an upgrade.</summary>
    public DbSet<Publication> Publications => Set<Publication>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfiguration(new DeliveryMapping());
        modelBuilder.ApplyConfiguration(new PublicationMapping());
    }
}
