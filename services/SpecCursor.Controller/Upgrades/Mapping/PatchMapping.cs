using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class PatchMapping : IEntityTypeConfiguration<PatchEntry>
{
    public void Configure(EntityTypeBuilder<PatchEntry> builder)
    {
        builder.HasKey(patch => new { patch.UpgradeId, patch.Fence });
        builder.Property(patch => patch.Provider).HasMaxLength(64);
        builder.Property(patch => patch.Recipe).HasMaxLength(200);
        builder.Property(patch => patch.Model).HasMaxLength(200);
        builder.Property(patch => patch.Status).HasMaxLength(16);
        builder.Property(patch => patch.Usage).AsJson();
        builder.Property(patch => patch.Failure).AsJson();
        builder.HasOne<Upgrade>().WithMany().HasForeignKey(patch => patch.UpgradeId);
        builder.InSnakeCase("patches");
    }
}
