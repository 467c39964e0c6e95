// Most of these tests start whole applications. Several at a time would starve each other on a small machine, and none would start in any sensible time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
