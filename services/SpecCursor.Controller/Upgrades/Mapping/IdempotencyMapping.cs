using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyEntry>
{
    public const string PrimaryKey = "pk_idempotency_keys";

    public void Configure(EntityTypeBuilder<IdempotencyEntry> builder)
    {
        builder.HasKey(entry => new { entry.Actor, entry.Key }).HasName(PrimaryKey);
        builder.Property(entry => entry.Actor).HasMaxLength(200);
        builder.Property(entry => entry.Key).HasMaxLength(255);
        builder.HasIndex(entry => entry.CreatedAt).HasDatabaseName("ix_idempotency_keys_created");
        builder.InSnakeCase("idempotency_keys");
    }
}
