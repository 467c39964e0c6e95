using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SpecCursor.Controller.Upgrades;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without a host or a database.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<ControllerDbContext>
{
    public ControllerDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<ControllerDbContext>().UseNpgsql("Host=127.0.0.1", ControllerDatabase.Configure).Options);
}
