namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>The names of SpecCursor's own span attributes.</summary>
public static class SpanAttributes
{
    /// <summary>The upgrade's id.</summary>
    public const string UpgradeId = "speccursor.upgrade.id";

    /// <summary>The correlation id.</summary>
    public const string CorrelationId = "speccursor.correlation_id";

    /// <summary>The package ecosystem.</summary>
    public const string Ecosystem = "speccursor.ecosystem";

    /// <summary>The package that is upgraded.</summary>
    public const string Package = "speccursor.package";

    /// <summary>The version before.</summary>
    public const string VersionFrom = "speccursor.version.from";

    /// <summary>The version after.</summary>
    public const string VersionTo = "speccursor.version.to";

    /// <summary>The step of the upgrade.</summary>
    public const string Step = "speccursor.step";

    /// <summary>The prover.</summary>
    public const string ProofEngine = "speccursor.proof.engine";

    /// <summary>The obligation's name.</summary>
    public const string ProofObligation = "speccursor.proof.obligation";
}
