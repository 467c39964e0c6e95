using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class RunMapping : IEntityTypeConfiguration<RunEntry>
{
    public void Configure(EntityTypeBuilder<RunEntry> builder)
    {
        builder.HasKey(run => new { run.UpgradeId, run.Fence });
        builder.HasIndex(run => run.CreatedAt).HasDatabaseName("ix_upgrade_runs_created");
        builder.HasOne<Upgrade>().WithMany().HasForeignKey(run => run.UpgradeId);
        builder.InSnakeCase("upgrade_runs");
    }
}
