using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpecCursor.Controller.Upgrades.Mapping;

namespace SpecCursor.Controller.Remediation;

internal sealed class RemediationMapping : IEntityTypeConfiguration<RemediationEntry>
{
    public const int MaximumText = 200;
    public const int MaximumDetail = 1000;

    public void Configure(EntityTypeBuilder<RemediationEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Fingerprint).HasMaxLength(MaximumText);
        builder.Property(entry => entry.Alert).HasMaxLength(MaximumText);
        builder.Property(entry => entry.Action).HasMaxLength(64);
        builder.Property(entry => entry.Target).HasMaxLength(64);
        builder.Property(entry => entry.EndedBy).HasMaxLength(MaximumText);
        builder.Property(entry => entry.Outcome).HasMaxLength(16);
        builder.Property(entry => entry.Detail).HasMaxLength(MaximumDetail);

        // Two nodes that are told of the same alert at the same moment respond once.
        builder.HasIndex(entry => new { entry.Fingerprint, entry.Action }).IsUnique()
            .HasFilter("ended_at IS NULL").HasDatabaseName("ux_remediations_live");
        builder.HasIndex(entry => entry.StartedAt).HasDatabaseName("ix_remediations_started");
        builder.InSnakeCase("remediations");
    }
}
