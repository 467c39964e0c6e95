namespace SpecCursor.Controller.Upgrades;

/// <summary>Numbers of the advisory locks by which the controller's nodes agree who does what. Arbitrary, but never to be changed.</summary>
internal static class AdvisoryLocks
{
    public const long Migrations = 0x5350_4543_0001;
    public const long Sweep = 0x5350_4543_0002;

    /// <summary>The first half of the lock of one repository's places; the second is made of its name.</summary>
    public const int Places = 0x5350_4543;
}
