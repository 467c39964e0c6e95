using System.Text;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary><c>pyproject.toml</c>: requirements as strings in lists.</summary>
internal sealed class PyprojectFormat : IManifestFormat
{
    public IReadOnlyList<ConstraintSite> Find(string path, ReadOnlyMemory<byte> content, string package) =>
    [
        .. Pyproject.Parse(path, content).Requirements
            .Where(declared => declared.Name == PythonName.Normalize(package) && !declared.Requirement.IsDirect)
            .Select(declared => declared.Site),
    ];

    public byte[] Write(ReadOnlySpan<byte> current, string constraint) => Encoding.ASCII.GetBytes(constraint);
}
