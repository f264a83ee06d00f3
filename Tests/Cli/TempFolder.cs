namespace DmabufVerify.Tests.Cli;

/// <summary>A folder for one test class's files, gone with it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dmabuf-verify-tests").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes a file and gives its path.</summary>
    public string File(string name, string text)
    {
        string path = In(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The path of a file that may not exist.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);
}
