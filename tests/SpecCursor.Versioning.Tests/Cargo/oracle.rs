//! Answers every question (two versions and a requirement) with one line, by the semver crate that cargo itself uses. The questions come as
//! records of fields, ended by the ASCII separators that are made for that. Numbers over i64::MAX make no version and no requirement here,
//! which is all that SpecCursor does otherwise.

use semver::{Prerelease, Version, VersionReq};
use std::io::{self, Read};

fn fits(number: u64) -> bool {
    i64::try_from(number).is_ok()
}

fn version(text: &str) -> Option<Version> {
    let version = Version::parse(text).ok()?;
    (fits(version.major) && fits(version.minor) && fits(version.patch)).then_some(version)
}

fn requirement(text: &str) -> Option<VersionReq> {
    let requirement = VersionReq::parse(text).ok()?;
    let all_fit = requirement.comparators.iter().all(|comparator| {
        fits(comparator.major) && fits(comparator.minor.unwrap_or(0)) && fits(comparator.patch.unwrap_or(0))
    });
    all_fit.then_some(requirement)
}

/// What counts between versions: all but the build metadata, which the crate's own order looks at as well.
fn precedence(version: &Version) -> (u64, u64, u64, &Prerelease) {
    (version.major, version.minor, version.patch, &version.pre)
}

fn show(version: &Option<Version>) -> String {
    version.as_ref().map_or("none".to_string(), |version| version.to_string())
}

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    for record in input.split_terminator('\x1e') {
        let fields: Vec<&str> = record.split('\x1f').collect();
        let (a, b, requirement) = (version(fields[0]), version(fields[1]), requirement(fields[2]));
        let order = match (&a, &b) {
            (Some(a), Some(b)) => (precedence(a).cmp(&precedence(b)) as i32).to_string(),
            _ => "none".to_string(),
        };
        let matches = |version: &Option<Version>| match (version, &requirement) {
            (Some(version), Some(requirement)) => requirement.matches(version),
            _ => false,
        };
        let is_requirement = requirement.is_some();
        println!("{}\t{}\t{}\t{}\t{}\t{}", show(&a), show(&b), order, is_requirement, matches(&a), matches(&b));
    }
    Ok(())
}
