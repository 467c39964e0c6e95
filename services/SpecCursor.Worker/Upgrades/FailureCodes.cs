namespace SpecCursor.Worker.Upgrades;

/// <summary>The stable codes of <see cref="SpecCursor.Contracts.Upgrades.StepFailure.Code"/> that the worker gives.</summary>
internal static class FailureCodes
{
    public const string RepositoryNotFound = "repository-not-found";
    public const string RepositoryRefused = "repository-refused";
    public const string RepositoryEmpty = "repository-empty";
    public const string NoDefaultBranch = "no-default-branch";
    public const string CommitNotFound = "commit-not-found";
    public const string ForgeUnavailable = "forge-unavailable";
    public const string EcosystemNotSupported = "ecosystem-not-supported";
    public const string InvalidPackageName = "invalid-package-name";
    public const string InvalidTargetVersion = "invalid-target-version";
    public const string ManifestNotFound = "manifest-not-found";
    public const string InvalidManifest = "invalid-manifest";
    public const string InvalidLockfile = "invalid-lockfile";
    public const string LockfileOutOfDate = "lockfile-out-of-date";
    public const string LockfileTooLarge = "lockfile-too-large";
    public const string PackageNotInRepository = "package-not-in-repository";
    public const string PackageNotFound = "package-not-found";
    public const string VersionNotFound = "version-not-found";
    public const string VersionWithdrawn = "version-withdrawn";
    public const string VersionTooNew = "version-too-new";
    public const string AlreadyUpToDate = "already-up-to-date";
    public const string DowngradeRefused = "downgrade-refused";
    public const string CurrentVersionMismatch = "current-version-mismatch";
    public const string UnsupportedConstraint = "unsupported-constraint";
    public const string UnsupportedPackageManager = "unsupported-package-manager";
    public const string UnsupportedRegistry = "unsupported-registry";
    public const string ToolTooOld = "tool-too-old";
    public const string RegistryUnavailable = "registry-unavailable";
    public const string InstallFailed = "install-failed";
    public const string InstallLimitExceeded = "install-limit-exceeded";
    public const string VersionNotInstalled = "version-not-installed";
    public const string TestsFailingBeforeUpgrade = "tests-failing-before-upgrade";
    public const string TestsFailed = "tests-failed";
    public const string PatchDoesNotApply = "patch-does-not-apply";
    public const string ChangeTooLarge = "change-too-large";
    public const string UnsafePath = "unsafe-path";
    public const string FileTooLarge = "file-too-large";
    public const string RunTooLong = "run-too-long";
    public const string Cancelled = "cancelled";
}
