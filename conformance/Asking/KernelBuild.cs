namespace DmabufVerify.Conformance.Asking;

/// <summary>The kernel and the first file system of the virtual machine, built where they are not there yet (kernel/build.sh).</summary>
/// <param name="Version">One of <see cref="Versions"/>.</param>
/// <param name="Folder">Holds vmlinuz and base.cpio.gz; its name tells kernel, package version and sources.</param>
/// <param name="Problem">What is missing, in one line; <see langword="null"/> when nothing is.</param>
public sealed record KernelBuild(string Version, string Folder, string? Problem)
{
    /// <summary>Kernels that can be asked.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["6.1", "6.12"];

    /// <summary>
    /// Whether a table may name page frames that the machine does not have. From 6.2 on the kernel looks into struct page before it joins two
    /// (pages_are_mergeable, lib/scatterlist.c).
    /// </summary>
    /// <param name="version">One of <see cref="Versions"/>.</param>
    public static bool NamesAnyPage(string version) => version == "6.1";

    /// <summary>Builds, or finds what was built: some tenths of a second then.</summary>
    /// <param name="version">One of <see cref="Versions"/>.</param>
    /// <param name="onlyFind">Whether not to build: what was not built yet is a problem then.</param>
    public static KernelBuild Of(string version, bool onlyFind = false)
    {
        (string path, string? problem) = onlyFind ? BuildScript.Run("kernel", version, "find") : BuildScript.Run("kernel", version);
        return new(version, path, problem);
    }
}
