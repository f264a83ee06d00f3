using System.Text.Json;
using DmabufVerify.Solving;

namespace DmabufVerify.Tests.Cli;

public class DevicesAndDoctorTests
{
    [Fact]
    public void Devices_are_found_by_part_of_a_name_one_a_line()
    {
        ToolRun run = Tool.Run("devices", "NVMe", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        JsonElement[] entries = [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement pci = Assert.Single(entries, e => e.GetProperty("name").GetString() == "nvme-pci");
        Assert.Equal("drivers/nvme/host/pci.c", pci.GetProperty("driverFile").GetString());
        Assert.Equal(128, pci.GetProperty("declared").GetProperty("maxSegmentCount").GetInt32());
        Assert.Equal("0xfff", pci.GetProperty("declared").GetProperty("virtBoundaryMask").GetString());
    }

    [Fact]
    public void The_table_has_a_line_for_each_entry()
    {
        ToolRun run = Tool.Run("devices", "nvme-pci");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^  nvme-pci +128 +4 GiB - 1 +0xffffffff +0xfff +0xfff +unlimited +drivers/nvme/host/pci\.c$", run.Lines[2]);
        Assert.All(run.Output.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Nothing_found_is_said() => Assert.Matches("^0 of [0-9]+ entries\n$", Tool.Run("devices", "no-such-device").Output);

    [Fact]
    public void Doctor_names_the_solver_and_tries_it()
    {
        Assert.True(Z3Library.Status.IsAvailable, Z3Library.Status.Problem);
        ToolRun run = Tool.Run("doctor");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains($"solver     {Z3Library.Status.Version}", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("answers    yes: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Doctor_says_what_to_install_and_is_undecided_without_a_solver()
    {
        ToolRun run = Tool.Shell("DMABUF_VERIFY_Z3=/dev/null \"$@\" doctor");

        Assert.Equal((3, ""), (run.ExitCode, run.Errors));
        Assert.Contains("solver     no solver", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("library    DMABUF_VERIFY_Z3=/dev/null is not a libz3", StringComparison.Ordinal));
    }
}
