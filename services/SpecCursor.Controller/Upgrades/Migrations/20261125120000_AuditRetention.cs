using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpecCursor.Controller.Upgrades.Migrations
{
    /// <inheritdoc />
    public partial class AuditRetention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_audit_log_at",
                schema: "controller",
                table: "audit_log",
                column: "at")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.Sql(AuditRetentionRules.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AuditRetentionRules.Down);

            migrationBuilder.DropIndex(
                name: "ix_audit_log_at",
                schema: "controller",
                table: "audit_log");
        }
    }
}
