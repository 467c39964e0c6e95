using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpecCursor.GitHubApp.Deliveries;

namespace SpecCursor.GitHubApp.Storage;

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(delivery => delivery.DeliveryId);
        builder.Property(delivery => delivery.DeliveryId).HasColumnName("delivery_id").HasMaxLength(64);
        builder.Property(delivery => delivery.Event).HasColumnName("event").HasMaxLength(64);
        builder.Property(delivery => delivery.Repository).HasColumnName("repository").HasMaxLength(300);
        builder.Property(delivery => delivery.BodyHash).HasColumnName("body_hash");
        builder.Property(delivery => delivery.ReceivedAt).HasColumnName("received_at");
        builder.Property(delivery => delivery.Work).HasColumnName("work").HasColumnType("jsonb");
        builder.Property(delivery => delivery.DispatchedAt).HasColumnName("dispatched_at");

        // The id is a header and not signed; the body is.
        builder.HasIndex(delivery => delivery.BodyHash).HasDatabaseName("ux_deliveries_body_hash").IsUnique();

        // Small whatever the table's size: it has only what waits.
        builder.HasIndex(delivery => delivery.ReceivedAt).HasDatabaseName("ix_deliveries_waiting").HasFilter("dispatched_at IS NULL");
    }
}
