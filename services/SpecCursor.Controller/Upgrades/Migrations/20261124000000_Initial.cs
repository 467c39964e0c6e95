using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SpecCursor.Controller.Upgrades.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "controller");

            migrationBuilder.CreateTable(
                name: "audit_log",
                schema: "controller",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: false),
                    trace_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                schema: "controller",
                columns: table => new
                {
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.actor, x.key });
                });

            migrationBuilder.CreateTable(
                name: "upgrades",
                schema: "controller",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    repository = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    ecosystem = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    package_name = table.Column<string>(type: "character varying(214)", maxLength: 214, nullable: false),
                    target_version = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    current_version = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    trigger = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    requested_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    trace_parent = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    step = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    redispatches = table.Column<int>(type: "integer", nullable: false),
                    pinned_commit = table.Column<string>(type: "text", nullable: true),
                    from_version = table.Column<string>(type: "text", nullable: true),
                    to_version = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    step_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "jsonb", nullable: true),
                    branch = table.Column<string>(type: "text", nullable: true),
                    commit = table.Column<string>(type: "text", nullable: true),
                    pull_request_url = table.Column<string>(type: "text", nullable: true),
                    last_event = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upgrades", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                schema: "controller",
                columns: table => new
                {
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    step = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    message = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => new { x.upgrade_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_events_upgrades_upgrade_id",
                        column: x => x.upgrade_id,
                        principalSchema: "controller",
                        principalTable: "upgrades",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "patches",
                schema: "controller",
                columns: table => new
                {
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    provider = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    recipe = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    model = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false),
                    edits = table.Column<byte[]>(type: "bytea", nullable: false),
                    usage = table.Column<string>(type: "jsonb", nullable: true),
                    duration = table.Column<TimeSpan>(type: "interval", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    failure = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_patches", x => new { x.upgrade_id, x.fence });
                    table.ForeignKey(
                        name: "FK_patches_upgrades_upgrade_id",
                        column: x => x.upgrade_id,
                        principalSchema: "controller",
                        principalTable: "upgrades",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "proofs",
                schema: "controller",
                columns: table => new
                {
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    obligation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    statement = table.Column<string>(type: "text", nullable: false),
                    engine = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    counterexample = table.Column<string>(type: "text", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true),
                    smt = table.Column<string>(type: "text", nullable: false),
                    lean = table.Column<string>(type: "text", nullable: false),
                    duration = table.Column<TimeSpan>(type: "interval", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proofs", x => new { x.upgrade_id, x.fence, x.ordinal });
                    table.ForeignKey(
                        name: "FK_proofs_upgrades_upgrade_id",
                        column: x => x.upgrade_id,
                        principalSchema: "controller",
                        principalTable: "upgrades",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "upgrade_runs",
                schema: "controller",
                columns: table => new
                {
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    report = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upgrade_runs", x => new { x.upgrade_id, x.fence });
                    table.ForeignKey(
                        name: "FK_upgrade_runs_upgrades_upgrade_id",
                        column: x => x.upgrade_id,
                        principalSchema: "controller",
                        principalTable: "upgrades",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "upgrade_steps",
                schema: "controller",
                columns: table => new
                {
                    upgrade_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    step = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    duration = table.Column<TimeSpan>(type: "interval", nullable: true),
                    failure = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upgrade_steps", x => new { x.upgrade_id, x.fence, x.step });
                    table.ForeignKey(
                        name: "FK_upgrade_steps_upgrades_upgrade_id",
                        column: x => x.upgrade_id,
                        principalSchema: "controller",
                        principalTable: "upgrades",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_upgrade",
                schema: "controller",
                table: "audit_log",
                column: "upgrade_id");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created",
                schema: "controller",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_upgrade_runs_created",
                schema: "controller",
                table: "upgrade_runs",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_upgrades_created",
                schema: "controller",
                table: "upgrades",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_upgrades_package",
                schema: "controller",
                table: "upgrades",
                columns: new[] { "package_name", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_upgrades_repository",
                schema: "controller",
                table: "upgrades",
                columns: new[] { "repository", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ux_upgrades_live",
                schema: "controller",
                table: "upgrades",
                columns: new[] { "repository", "ecosystem", "package_name", "target_version" },
                unique: true,
                filter: "status IN ('queued', 'running')");

            migrationBuilder.Sql(InitialRules.Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION controller.announce_events() CASCADE; DROP FUNCTION controller.refuse_audit_change() CASCADE;");

            migrationBuilder.DropTable(
                name: "audit_log",
                schema: "controller");

            migrationBuilder.DropTable(
                name: "events",
                schema: "controller");

            migrationBuilder.DropTable(
                name: "idempotency_keys",
                schema: "controller");

            migrationBuilder.DropTable(
                name: "patches",
                schema: "controller");

            migrationBuilder.DropTable(
                name: "proofs",
                schema: "controller");

            migrationBuilder.DropTable(
                name: "upgrade_runs",
                schema: "controller");

            migrationBuilder.DropTable(
                name: "upgrade_steps",
                schema: "controller");

            migrationBuilder.DropTable(
                name: "upgrades",
                schema: "controller");
        }
    }
}
