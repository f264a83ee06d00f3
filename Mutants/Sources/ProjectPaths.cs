using System.Xml.Linq;

namespace DmabufVerify.Mutants.Sources;

/// <summary>Where a project's parts are, as far as this repository's projects say.</summary>
internal static class ProjectPaths
{
    /// <summary>What every project of the repository imports; it lies in the repository's root.</summary>
    private const string Shared = "Directory.Build.props";

    /// <summary>The project file of a folder; <see langword="null"/> when there is none, or more than one.</summary>
    public static string? ProjectFile(string folder) =>
        Directory.Exists(folder) && Directory.GetFiles(folder, "*.csproj") is [var one] ? one : null;

    /// <summary>The repository that a folder lies in; the folder itself where it is in none.</summary>
    public static string Root(string folder)
    {
        DirectoryInfo? at = new(folder);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, Shared)))
        {
            at = at.Parent;
        }

        return at?.FullName ?? folder;
    }

    /// <summary>A path in a project file.</summary>
    public static string Resolve(string folder, string include) => Path.GetFullPath(
        include.Replace("$(RepoRoot)", Root(folder) + "/", StringComparison.Ordinal).Replace('\\', '/'), folder);

    /// <summary>All C# files below a project's folder, what the build writes left out.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(part => part is "obj" or "bin" or "artifacts" or "StrykerOutput"))
        .Order(StringComparer.Ordinal);

    /// <summary>What the build calls the assembly.</summary>
    public static string AssemblyName(string projectFile)
    {
        string name = Path.GetFileNameWithoutExtension(projectFile);
        return Property(Path.GetDirectoryName(projectFile)!, "AssemblyName")?.Replace("$(MSBuildProjectName)", name, StringComparison.Ordinal) ?? name;
    }

    /// <summary>Whether arithmetic is checked where the code does not say.</summary>
    public static bool IsChecked(string folder) => Property(folder, "CheckForOverflowUnderflow") == "true";

    private static string? Property(string folder, string name)
    {
        string file = Path.Combine(Root(folder), Shared);
        return File.Exists(file) ? XDocument.Load(file).Descendants(name).FirstOrDefault()?.Value : null;
    }
}
