namespace DmabufVerify.Tests.Vocabulary;

/// <summary>Files of the repository that tests compare with the code.</summary>
internal static class RepoFiles
{
    /// <summary>A path below the folder that holds the solution, as a path of this machine.</summary>
    public static string Path(string relative)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Verify.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder?.FullName ?? throw new InvalidOperationException("not below the solution"), relative);
    }
}
