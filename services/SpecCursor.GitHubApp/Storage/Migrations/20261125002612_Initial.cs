using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpecCursor.GitHubApp.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "github_app");

            migrationBuilder.CreateTable(
                name: "deliveries",
                schema: "github_app",
                columns: table => new
                {
                    delivery_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(64)", maxLength: 64, nullable: false),
                    repository = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    body_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    work = table.Column<string>(type: "jsonb", nullable: false),
                    dispatched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => x.delivery_id);
                });

            migrationBuilder.CreateTable(
                name: "publications",
                schema: "github_app",
                columns: table => new
                {
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    repository = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    branch = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    commit_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    pull_request_number = table.Column<int>(type: "integer", nullable: true),
                    pull_request_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publications", x => x.upgrade_id);
                    table.CheckConstraint("ck_publications_state", "state IN ('claimed', 'published', 'revoked')");
                });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_waiting",
                schema: "github_app",
                table: "deliveries",
                column: "received_at",
                filter: "dispatched_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_deliveries_body_hash",
                schema: "github_app",
                table: "deliveries",
                column: "body_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deliveries",
                schema: "github_app");

            migrationBuilder.DropTable(
                name: "publications",
                schema: "github_app");
        }
    }
}
