using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        // No foreign key: the log outlives what it is about.
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).UseIdentityAlwaysColumn();
        builder.Property(entry => entry.Actor).HasMaxLength(200);
        builder.Property(entry => entry.Action).HasMaxLength(32);
        builder.Property(entry => entry.TraceId).HasMaxLength(32);
        builder.HasIndex(entry => entry.UpgradeId).HasDatabaseName("ix_audit_log_upgrade");

        // Rows come in the order of time, so an index of blocks finds the old ones and takes a few pages.
        builder.HasIndex(entry => entry.At).HasMethod("brin").HasDatabaseName("ix_audit_log_at");
        builder.InSnakeCase("audit_log");
    }
}
