using DmabufVerify.Conformance.Asking;

namespace DmabufVerify.Conformance.Oracle;

/// <summary>The kernel's table builder as a shared library, compiled where it is not there yet (oracle/build.sh).</summary>
/// <param name="Library">Its path; its name tells the version of the source.</param>
/// <param name="Problem">What is missing, in one line; <see langword="null"/> when nothing is.</param>
public sealed record OracleBuild(string Library, string? Problem)
{
    /// <summary>Builds, or finds what was built.</summary>
    /// <param name="onlyFind">Whether not to build: what was not built yet is a problem then.</param>
    public static OracleBuild Of(bool onlyFind = false)
    {
        (string path, string? problem) = onlyFind ? BuildScript.Run("oracle", "find") : BuildScript.Run("oracle");
        return new(path, problem);
    }
}
