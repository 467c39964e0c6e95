using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class UpgradeMapping : IEntityTypeConfiguration<Upgrade>
{
    /// <summary>The index that forbids two live upgrades of the same thing.</summary>
    public const string LiveIndex = "ux_upgrades_live";

    public void Configure(EntityTypeBuilder<Upgrade> builder)
    {
        builder.HasKey(upgrade => upgrade.Id);
        builder.Property(upgrade => upgrade.Id).ValueGeneratedNever();
        builder.Property(upgrade => upgrade.Repository).HasMaxLength(300);
        builder.Property(upgrade => upgrade.Ecosystem).HasMaxLength(16);
        builder.Property(upgrade => upgrade.PackageName).HasMaxLength(214);
        builder.Property(upgrade => upgrade.TargetVersion).HasMaxLength(128);
        builder.Property(upgrade => upgrade.CurrentVersion).HasMaxLength(128);
        builder.Property(upgrade => upgrade.RequestedBy).HasMaxLength(200);
        builder.Property(upgrade => upgrade.TraceParent).HasMaxLength(55);
        builder.Property(upgrade => upgrade.Trigger).AsName();
        builder.Property(upgrade => upgrade.Status).AsName();
        builder.Property(upgrade => upgrade.Step).AsName();
        builder.Property(upgrade => upgrade.Failure).AsJson();
        builder.Property(upgrade => upgrade.Version).IsConcurrencyToken();
        builder.Ignore(upgrade => upgrade.IsEnded);
        builder.Ignore(upgrade => upgrade.TraceId);
        builder.HasIndex(upgrade => new { upgrade.Repository, upgrade.Ecosystem, upgrade.PackageName, upgrade.TargetVersion })
            .HasDatabaseName(LiveIndex).IsUnique().HasFilter("status IN ('queued', 'running')");
        builder.HasIndex(upgrade => new { upgrade.CreatedAt, upgrade.Id }).HasDatabaseName("ix_upgrades_created").IsDescending(true, true);
        builder.HasIndex(upgrade => new { upgrade.Repository, upgrade.CreatedAt }).HasDatabaseName("ix_upgrades_repository");
        builder.HasIndex(upgrade => new { upgrade.PackageName, upgrade.CreatedAt }).HasDatabaseName("ix_upgrades_package");
        builder.HasIndex(upgrade => new { upgrade.Repository, upgrade.WaitingSince }).HasDatabaseName("ix_upgrades_waiting").HasFilter("waiting_since IS NOT NULL");
        builder.InSnakeCase("upgrades");
    }
}
