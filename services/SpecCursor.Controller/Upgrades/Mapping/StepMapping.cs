using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class StepMapping : IEntityTypeConfiguration<StepEntry>
{
    public void Configure(EntityTypeBuilder<StepEntry> builder)
    {
        builder.HasKey(step => new { step.UpgradeId, step.Fence, step.Step });
        builder.Property(step => step.Step).AsName();
        builder.Property(step => step.Status).AsName();
        builder.Property(step => step.Failure).AsJson();
        builder.HasOne<Upgrade>().WithMany().HasForeignKey(step => step.UpgradeId);
        builder.InSnakeCase("upgrade_steps");
    }
}
