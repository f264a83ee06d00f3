using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace DmabufVerify.Tests.Cli;

/// <summary>What a run of the tool left behind.</summary>
/// <param name="ExitCode">128 + the signal's number where one ended it.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>A mistake of the user: told in one line, nothing answered. Gives the line.</summary>
    public string BadInput()
    {
        Assert.Equal((2, ""), (ExitCode, Output));
        Assert.EndsWith("\n", Errors, StringComparison.Ordinal);
        string line = Assert.Single(Errors[..^1].Split('\n'));
        Assert.StartsWith("dmabuf-verify: ", line, StringComparison.Ordinal);
        return line["dmabuf-verify: ".Length..];
    }
}

/// <summary>Runs the built tool as a process of its own, as a user does.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The build puts the tool beside the tests, as they reference it.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "dmabuf-verify.dll");

    /// <summary>Runs with empty standard input.</summary>
    public static ToolRun Run(params string[] arguments) => RunWith("", arguments);

    /// <summary>Runs with this standard input.</summary>
    public static ToolRun RunWith(string input, params string[] arguments) =>
        Finish("dotnet", ["exec", Assembly, .. arguments], input);

    /// <summary>Runs in a folder, as on a terminal that shows UTF-8.</summary>
    public static ToolRun RunIn(string folder, params string[] arguments) =>
        Finish("dotnet", ["exec", Assembly, .. arguments], "", start =>
        {
            start.WorkingDirectory = folder;
            start.Environment["LC_ALL"] = "C.UTF-8";
        });

    /// <summary>Runs a line of shell in which "$@" is the tool, for pipes, signals and limits.</summary>
    public static ToolRun Shell(string script) => Finish("sh", ["-c", script, "sh", "dotnet", "exec", Assembly], "");

    /// <summary>Starts it and returns at once; the caller reads both outputs and ends it.</summary>
    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", ["exec", Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static ToolRun Finish(string program, string[] arguments, string input, Action<ProcessStartInfo>? prepare = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        prepare?.Invoke(start);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)}: still running after {Limit.TotalSeconds} s");
        }

        return new ToolRun(process.ExitCode, output.Result, errors.Result);
    }
}
