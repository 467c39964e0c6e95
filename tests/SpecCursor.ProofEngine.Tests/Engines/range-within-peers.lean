-- range-within-peers: No version of lib, published or not, that ^2.0.0-rc.1 in the manifest admits lies outside what its peers accept: a 1.0.0 (>=2.0.0-rc.0), b 1.0.0 (*).
set_option maxRecDepth 100000

-- The rank orders what follows the numbers: 0 = 0.0.0-0, 1 = 0.0.0-0.0, 2 = 0.0.0-rc.0, 3 = 0.0.0-rc.0.0, 4 = 0.0.0-rc.1, 5 = 0.0.0-rc.1.0, ..., 6 = a release.
structure Version where
  major : Nat
  minor : Nat
  patch : Nat
  rank : Nat
deriving DecidableEq

abbrev older (a b : Version) : Prop := (a.major < b.major ∨ a.major = b.major ∧ (a.minor < b.minor ∨ a.minor = b.minor ∧ (a.patch < b.patch ∨ a.patch = b.patch ∧ a.rank < b.rank)))

-- >=2.0.0-rc.1 <3.0.0-0
abbrev range_0 (v : Version) : Prop := ((v.major > 2 ∨ v.major = 2 ∧ (v.minor > 0 ∨ v.minor = 0 ∧ (v.patch > 0 ∨ v.patch = 0 ∧ v.rank ≥ 4))) ∧ (v.major < 3 ∨ v.major = 3 ∧ (v.minor < 0 ∨ v.minor = 0 ∧ (v.patch < 0 ∨ v.patch = 0 ∧ v.rank < 0))) ∧ (v.rank = 6 ∨ (v.major = 2 ∧ v.minor = 0 ∧ v.patch = 0) ∨ (v.major = 3 ∧ v.minor = 0 ∧ v.patch = 0)))

-- >=2.0.0-rc.0
abbrev range_1 (v : Version) : Prop := ((v.major > 2 ∨ v.major = 2 ∧ (v.minor > 0 ∨ v.minor = 0 ∧ (v.patch > 0 ∨ v.patch = 0 ∧ v.rank ≥ 2))) ∧ (v.rank = 6 ∨ (v.major = 2 ∧ v.minor = 0 ∧ v.patch = 0)))

-- *
abbrev range_2 (v : Version) : Prop := True

theorem range_within_peers_0 (v : Version) (valid : v.major ≤ 9007199254740991 ∧ v.minor ≤ 9007199254740991 ∧ v.patch ≤ 9007199254740991 ∧ v.rank ≤ 6) (admitted : range_0 v) : range_1 v := by
  unfold range_0 at admitted
  unfold range_1
  omega

theorem range_within_peers_1 (v : Version) (valid : v.major ≤ 9007199254740991 ∧ v.minor ≤ 9007199254740991 ∧ v.patch ≤ 9007199254740991 ∧ v.rank ≤ 6) (admitted : range_0 v) : range_2 v := by
  exact True.intro

theorem range_within_peers (v : Version) (valid : v.major ≤ 9007199254740991 ∧ v.minor ≤ 9007199254740991 ∧ v.patch ≤ 9007199254740991 ∧ v.rank ≤ 6) (admitted : range_0 v) :
    range_1 v ∧
    range_2 v :=
  ⟨range_within_peers_0 v valid admitted, range_within_peers_1 v valid admitted⟩
