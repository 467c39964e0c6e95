namespace SpecCursor.Controller.Upgrades.Migrations;

/// <summary>Lets the audit log forget, and only what is old: the limit is the database's own, whatever the application is told to do.</summary>
internal static class AuditRetentionRules
{
    public const string Up = """
        DROP TRIGGER refuse_audit_change ON controller.audit_log;
        CREATE TRIGGER refuse_audit_change BEFORE UPDATE OR TRUNCATE ON controller.audit_log
            FOR EACH STATEMENT EXECUTE FUNCTION controller.refuse_audit_change();
        CREATE FUNCTION controller.refuse_early_audit_end() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF OLD.at > now() - interval '90 days' THEN
                RAISE EXCEPTION 'The audit log is append-only: a row is kept for 90 days at least' USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN OLD;
        END
        $body$;
        CREATE TRIGGER refuse_early_audit_end BEFORE DELETE ON controller.audit_log
            FOR EACH ROW EXECUTE FUNCTION controller.refuse_early_audit_end();
        COMMENT ON TABLE controller.audit_log IS 'Append-only. Rows may be deleted after 90 days; the controller does after its retention.';
        """;

    public const string Down = """
        DROP FUNCTION controller.refuse_early_audit_end() CASCADE;
        DROP TRIGGER refuse_audit_change ON controller.audit_log;
        CREATE TRIGGER refuse_audit_change BEFORE UPDATE OR DELETE OR TRUNCATE ON controller.audit_log
            FOR EACH STATEMENT EXECUTE FUNCTION controller.refuse_audit_change();
        """;
}
