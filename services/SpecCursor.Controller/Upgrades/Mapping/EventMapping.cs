using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class EventMapping : IEntityTypeConfiguration<EventEntry>
{
    public void Configure(EntityTypeBuilder<EventEntry> builder)
    {
        builder.HasKey(entry => new { entry.UpgradeId, entry.Sequence });
        builder.Property(entry => entry.Type).HasMaxLength(32);
        builder.Property(entry => entry.Status).AsName();
        builder.Property(entry => entry.Step).AsName();
        builder.HasOne<Upgrade>().WithMany().HasForeignKey(entry => entry.UpgradeId);
        builder.InSnakeCase("events");
    }
}
