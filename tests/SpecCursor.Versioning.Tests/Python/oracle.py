"""Answers one line of JSON with one line of JSON, from the packaging library that pip ships.

Releases of packaging agree on what a specifier in normal form says of a version, but not on all else, so these questions are asked such that
every one of them answers as the newest do:
- the version of a specifier is normalized and the asked version has zeros added, as packaging 21 compares prefixes by their spelling;
- a wildcard behind a prerelease or post-release counts as invalid, which packaging 21 accepts and PEP 440 does not;
- whether prereleases are admitted is said, as of < and > packaging 24 changed its mind. Before that it is what is asked for by default.
"""
import json
import sys
import warnings

from pip._vendor.packaging import __version__
from pip._vendor.packaging.specifiers import InvalidSpecifier, Specifier, SpecifierSet
from pip._vendor.packaging.utils import canonicalize_name
from pip._vendor.packaging.version import InvalidVersion, Version

warnings.simplefilter("ignore")
SEGMENTS = 12
DEFAULT_IS_AS_ASKED = int(__version__.split(".")[0]) < 24


def version_of(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


def padded(version):
    zeros = ".0" * max(0, SEGMENTS - len(version.release))
    return Version(version.base_version + zeros + str(version)[len(version.base_version):])


def normalized(specifier):
    if specifier.operator == "===":
        return specifier
    if not specifier.version.endswith(".*"):
        return Specifier(specifier.operator + str(Version(specifier.version)))
    version = Version(specifier.version[:-2])
    if version.is_prerelease or version.is_postrelease:
        raise InvalidSpecifier(str(specifier))
    return Specifier(f"{specifier.operator}{version}.*")


def parts_of(text):
    try:
        return [normalized(Specifier(part)) for part in text.split(",") if part.strip()]
    except InvalidSpecifier:
        return None


def admits(parts, version):
    if any(part.operator == "===" for part in parts):
        return None  # It compares texts, which is no question of the version.
    prereleases = any(part.prereleases for part in parts if part.operator not in ("<", ">"))
    specifiers = SpecifierSet(",".join(map(str, parts)))
    answer = specifiers.contains(padded(version), prereleases=prereleases)
    assert not DEFAULT_IS_AS_ASKED or answer == specifiers.contains(padded(version)), (str(specifiers), str(version))
    return answer


def judge(question):
    a, b = versions = [version_of(question["a"]), version_of(question["b"])]
    parts = parts_of(question["r"])
    return {
        "versions": [version and str(version) for version in versions],
        "prereleases": [bool(version and version.is_prerelease) for version in versions],
        "order": None if a is None or b is None else (a > b) - (a < b),
        "specifiers": None if parts is None else sorted(set(map(str, parts))),
        "admits": [None if parts is None or version is None else admits(parts, version) for version in versions],
        "name": canonicalize_name(question["n"]),
    }


for line in sys.stdin:
    print(json.dumps(judge(json.loads(line))))
