using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpecCursor.GitHubApp.Publications;

namespace SpecCursor.GitHubApp.Storage;

internal sealed class PublicationMapping : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("publications", table => table.HasCheckConstraint(
            "ck_publications_state", $"state IN ('{Publication.Claimed}', '{Publication.Published}', '{Publication.Revoked}')"));
        builder.HasKey(publication => publication.UpgradeId);
        builder.Property(publication => publication.UpgradeId).HasColumnName("upgrade_id").ValueGeneratedNever();
        builder.Property(publication => publication.Fence).HasColumnName("fence");
        builder.Property(publication => publication.State).HasColumnName("state").HasMaxLength(16);
        builder.Property(publication => publication.Repository).HasColumnName("repository").HasMaxLength(300);
        builder.Property(publication => publication.Branch).HasColumnName("branch").HasMaxLength(300);
        builder.Property(publication => publication.Commit).HasColumnName("commit_id").HasMaxLength(64);
        builder.Property(publication => publication.PullRequestNumber).HasColumnName("pull_request_number");
        builder.Property(publication => publication.PullRequestUrl).HasColumnName("pull_request_url").HasMaxLength(2000);
        builder.Property(publication => publication.ClaimedAt).HasColumnName("claimed_at");
        builder.Property(publication => publication.PublishedAt).HasColumnName("published_at");
    }
}
