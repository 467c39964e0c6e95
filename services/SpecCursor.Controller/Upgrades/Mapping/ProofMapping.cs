using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

internal sealed class ProofMapping : IEntityTypeConfiguration<ProofEntry>
{
    public void Configure(EntityTypeBuilder<ProofEntry> builder)
    {
        builder.HasKey(proof => new { proof.UpgradeId, proof.Fence, proof.Ordinal });
        builder.Property(proof => proof.Obligation).HasMaxLength(100);
        builder.Property(proof => proof.Engine).HasMaxLength(16);
        builder.Property(proof => proof.Status).AsName();
        builder.HasOne<Upgrade>().WithMany().HasForeignKey(proof => proof.UpgradeId);
        builder.InSnakeCase("proofs");
    }
}
