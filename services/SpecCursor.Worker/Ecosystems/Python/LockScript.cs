namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>
/// Makes of pip's report what the lock graph needs: the packages, and which of their requirements apply here with the extras that are asked for. Only
/// Python knows its markers; pip brings the library along.
/// </summary>
internal static class LockScript
{
    /// <summary>Constant text. Arguments: pip's report, a list of markers, and the file to write.</summary>
    public const string Text = """
        import json, sys
        from pip._vendor.packaging.markers import Marker
        from pip._vendor.packaging.requirements import Requirement
        from pip._vendor.packaging.utils import canonicalize_name


        def holds(marker, extras):
            def holds_with(extra):
                try:
                    return marker.evaluate({"extra": extra})
                except ValueError:
                    return False

            return marker is None or any(holds_with(extra) for extra in extras)


        def parsed(kind, text):
            try:
                return kind(text)
            except ValueError:
                return None


        def source(download):
            if "vcs_info" in download:
                return "git"
            if "dir_info" in download or download.get("url", "").startswith("file:"):
                return "file"
            return "url"


        def sha256(download):
            archive = download.get("archive_info") or {}
            name, _, value = (archive.get("hash") or "").partition("=")
            return (archive.get("hashes") or {}).get("sha256") or (value if name == "sha256" else None)


        report, markers, graph = sys.argv[1:]
        packages = {}
        with open(report, encoding="utf-8") as file:
            for item in json.load(file)["install"]:
                metadata, download = item["metadata"], item["download_info"]
                requires = (parsed(Requirement, text) for text in metadata.get("requires_dist") or [])
                packages[canonicalize_name(metadata["name"])] = {
                    "version": metadata["version"],
                    "sha256": sha256(download),
                    "source": source(download) if item.get("is_direct") else "registry",
                    "requires": [requirement for requirement in requires if requirement],
                    "extras": {"", *item.get("requested_extras", [])},
                }

        # Who requires a package with an extra makes more of that package's own requirements apply.
        changed = True
        while changed:
            changed = False
            for package in packages.values():
                for requirement in package["requires"]:
                    other = packages.get(canonicalize_name(requirement.name))
                    if other and not requirement.extras <= other["extras"] and holds(requirement.marker, package["extras"]):
                        other["extras"] |= requirement.extras
                        changed = True

        for package in packages.values():
            package["requires"] = [
                [canonicalize_name(requirement.name), str(requirement.specifier)]
                for requirement in package["requires"]
                if holds(requirement.marker, package.get("extras"))
            ]
        for package in packages.values():
            del package["extras"]
        with open(markers, encoding="utf-8") as file:
            known = {text: holds(parsed(Marker, text), {""}) for text in json.load(file)}
        with open(graph, "w", encoding="utf-8") as file:
            json.dump({"packages": packages, "markers": known}, file)
        """;
}
