using System.Runtime.Versioning;

namespace SpecCursor.ProofEngine.Tests.Support;

/// <summary>Executables that misbehave as no real prover can be made to.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Scripts : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("speccursor-scripts-");

    /// <summary>Writes a shell script and returns its path.</summary>
    public string Write(string body)
    {
        var path = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Writes a solver that gives one answer to every question, and says what it is told to say, as z3 does.</summary>
    public string Answering(string verdict) => Write($$"""
        while read -r line; do
          case $line in
            "(check-sat)") echo {{verdict}} ;;
            "(echo "*) line=${line#*\"}; echo "${line%\"*}" ;;
          esac
        done
        """);

    /// <summary>A path in the scripts' folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
