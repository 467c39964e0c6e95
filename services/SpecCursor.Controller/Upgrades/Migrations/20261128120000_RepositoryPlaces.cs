using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SpecCursor.Controller.Upgrades.Migrations
{
    /// <inheritdoc />
    public partial class RepositoryPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "waiting_since",
                schema: "controller",
                table: "upgrades",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_upgrades_waiting",
                schema: "controller",
                table: "upgrades",
                columns: new[] { "repository", "waiting_since" },
                filter: "waiting_since IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_upgrades_waiting",
                schema: "controller",
                table: "upgrades");

            migrationBuilder.DropColumn(
                name: "waiting_since",
                schema: "controller",
                table: "upgrades");
        }
    }
}
