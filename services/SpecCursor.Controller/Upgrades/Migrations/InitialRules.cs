namespace SpecCursor.Controller.Upgrades.Migrations;

/// <summary>What the model cannot express: what the database itself does and refuses.</summary>
internal static class InitialRules
{
    public const string Sql = $"""
        -- Every change of an upgrade rewrites its row: room on the page lets Postgres leave the indexes alone.
        ALTER TABLE controller.upgrades SET (fillfactor = 70);

        -- Brotli did it already.
        ALTER TABLE controller.upgrade_runs ALTER COLUMN report SET STORAGE EXTERNAL;
        ALTER TABLE controller.patches ALTER COLUMN edits SET STORAGE EXTERNAL;

        -- Wakes the event streams of every node when the transaction that made the events commits.
        CREATE FUNCTION controller.announce_events() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            PERFORM pg_notify('{Events.EventHub.Channel}', upgrade_id::text) FROM (SELECT DISTINCT upgrade_id FROM added) AS changed;
            RETURN NULL;
        END
        $body$;
        CREATE TRIGGER announce_events AFTER INSERT ON controller.events
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION controller.announce_events();

        -- The audit log is append-only, for the application and for whoever borrows its credentials.
        CREATE FUNCTION controller.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            RAISE EXCEPTION 'The audit log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
        END
        $body$;
        CREATE TRIGGER refuse_audit_change BEFORE UPDATE OR DELETE OR TRUNCATE ON controller.audit_log
            FOR EACH STATEMENT EXECUTE FUNCTION controller.refuse_audit_change();
        COMMENT ON TABLE controller.audit_log IS
            'Append-only. Kept without limit; to archive old rows, the owner of the table disables the trigger refuse_audit_change for that transaction.';
        """;
}
