namespace DmabufVerify.Tests.Cli;

/// <summary>Mistakes on the command line.</summary>
public sealed class UsageTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private const string Help = " (--help lists what there is)";

    [Theory]
    [InlineData("", "expected a command: check, decide, explain, segment, run, published, claims, devices, capture, find, replay, report, corpus, mutation-score, mutants, kill-matrix, conformance, doctor" + Help)]
    [InlineData("capture", "expected a command: pages, block, bufinfo" + Help)]
    [InlineData("capture bufinfo", "capture bufinfo: expected a copy of /sys/kernel/debug/dma_buf/bufinfo, - for standard input, or --sysfs")]
    [InlineData("capture bufinfo nowhere", "nowhere: no such file; expected a copy of bufinfo, or - for standard input")]
    [InlineData("capture bufinfo --sysfs nowhere", "--sysfs: nowhere: no such folder; a kernel shows it that has CONFIG_DMABUF_SYSFS_STATS")]
    [InlineData("chekc", "unknown command \"chekc\"; did you mean check?" + Help)]
    [InlineData("conformance", "expected a command: kernel" + Help)]
    [InlineData("conformance kernel --questions pages", "--questions pages: expected tables, map, lifecycle" + Help)]
    [InlineData("conformance kernel --cases 0", "--cases 0: expected a whole number of 1 to 10000000" + Help)]
    [InlineData("conformance kernel --kernel 5.10", "--kernel 5.10: expected 6.1 or 6.12")]
    [InlineData("corpus", "expected a command: list, replay, prune" + Help)]
    [InlineData("corpus list --corpus nowhere", "--corpus nowhere: no such folder")]
    [InlineData("corpus replay nowhere.json", "nowhere.json: no such file; expected a .json or .jsonl file, or - for standard input")]
    [InlineData("segment", "Required argument 'scenario' missing for command: 'segment'." + Help)]
    [InlineData("decide", "decide: expected a scenario file, - for standard input, or --device")]
    [InlineData("decide --jsno", "unknown option \"--jsno\"; did you mean --json?" + Help)]
    [InlineData("decide a.json b.json", "one argument too many: \"b.json\"" + Help)]
    [InlineData("decide -- --jsno", "--jsno: no such file; expected a .json or .jsonl file, or - for standard input")]
    [InlineData("decide a.json --device vc4-gen4", "decide: expected a scenario or --device, not both")]
    [InlineData("decide --device vc44-gen4", "--device vc44-gen4: no such catalogue entry; did you mean vc4-gen4?")]
    [InlineData("decide --device vc44-gen4:iommu", "--device vc44-gen4: no such catalogue entry; did you mean vc4-gen4?")]
    [InlineData("decide --device vc4-gen4 --size 64KB", "--size 64KB: write \"64KiB\"")]
    [InlineData("segment a.json --max-segments -1", "--max-segments -1: expected a whole number of 0 to 2147483647" + Help)]
    [InlineData("decide a.json --budget-ms 0", "--budget-ms 0: expected a whole number of 1 to 3600000" + Help)]
    [InlineData("explain", "explain: expected a scenario file, - for standard input, or --device")]
    [InlineData("explain a.jsonl", "a.jsonl: explain takes one scenario; expected a .json file")]
    [InlineData("explain --device vc44-gen4", "--device vc44-gen4: no such catalogue entry; did you mean vc4-gen4?")]
    [InlineData("find", "Required argument 'goal' missing for command: 'find'." + Help)]
    [InlineData("find Tabel.Fewest", "\"Tabel.Fewest\": no such law or expression; did you mean Table.Fewest?")]
    [InlineData("find taylored", "\"taylored\": no such law or expression; did you mean tailored?")]
    [InlineData("find shared", "column 7 of \"shared\": the expression ends; expected =")]
    [InlineData("find shared=unsta", "column 8 of \"shared=unsta\": \"unsta\"; did you mean unsat?")]
    [InlineData("find Placement.WitnessReplays --no-solver", "Placement.WitnessReplays is about the solver, and there is none here")]
    [InlineData("find devices=2 --cases 0", "--cases 0: expected a whole number of 1 to 9223372036854775807" + Help)]
    [InlineData("check --cases 0", "--cases 0: expected a whole number of 1 to 9223372036854775807" + Help)]
    [InlineData("check --cases 1.5", "--cases 1.5: expected a whole number of 1 to 9223372036854775807" + Help)]
    [InlineData("check --time -1", "--time -1: expected seconds, a number above 0 and at most a year" + Help)]
    [InlineData("check --time NaN", "--time NaN: expected seconds, a number above 0 and at most a year" + Help)]
    [InlineData("check --time 1e300", "--time 1e300: expected seconds, a number above 0 and at most a year" + Help)]
    [InlineData("check --workers 1025", "--workers 1025: expected a whole number of 1 to 1024" + Help)]
    [InlineData("check --progress-every 0", "--progress-every 0: expected seconds, a number above 0 and at most a year" + Help)]
    [InlineData("check --junit -", "--junit -: cannot be written: expected a file")]
    [InlineData("check --cross-every 0", "--cross-every 0: expected a whole number of 1 to 2147483647" + Help)]
    [InlineData("check --cross-check --no-solver", "--cross-check: there is nothing to check without Z3")]
    [InlineData("check --seed -1", "--seed -1: expected a number such as 7 or 0x7" + Help)]
    [InlineData("check --law Tabel.Fewest", "no law \"Tabel.Fewest\"; did you mean Table.Fewest?" + Help)]
    [InlineData("check --fault spec.boundary", "no seeded fault \"spec.boundary\"; there are spec.boundary-is-double, ")]
    [InlineData("report p-00c0ffee", "p-00c0ffee: neither a token, such as p-00c0ffee00c0ffee, nor a file")]
    [InlineData("report nowhere.json", "nowhere.json: no such file; expected a .json or .jsonl file, or - for standard input")]
    [InlineData("report --output /proc/x/y.html", "--output /proc/x/y.html: ")]
    [InlineData("replay p-00c0ffee", "p-00c0ffee: neither a token, such as p-00c0ffee00c0ffee, nor a file")]
    [InlineData("replay l-00c0ffee", "l-00c0ffee: neither a token, such as p-00c0ffee00c0ffee, nor a file")]
    [InlineData("replay w-00c0ffee00c0ffeg", "w-00c0ffee00c0ffeg: neither a token, such as p-00c0ffee00c0ffee, nor a file")]
    [InlineData("mutation-score", "Required argument 'report' missing for command: 'mutation-score'." + Help)]
    [InlineData("mutation-score nowhere.json", "nowhere.json: no such file")]
    [InlineData("mutants", "Required argument 'report' missing for command: 'mutants'." + Help)]
    [InlineData("mutants nowhere.json", "nowhere.json: no such file")]
    [InlineData("mutants a.json --budget-ms 0", "--budget-ms 0: expected a whole number of 1 to 3600000" + Help)]
    [InlineData("mutation-score a.json --least 101", "--least 101: expected a percentage of 0 to 100" + Help)]
    public void A_mistake_is_one_line(string arguments, string expected) => Assert.StartsWith(
        expected,
        Tool.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).BadInput(),
        StringComparison.Ordinal);

    /// <summary>A default that is no word, such as a list of laws, is told in the description or not at all.</summary>
    [Theory]
    [InlineData("check")]
    [InlineData("replay")]
    [InlineData("published")]
    public void Help_prints_no_records(string command) =>
        Assert.DoesNotContain(" { ", Tool.Run(command, "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void A_word_cannot_steer_the_terminal() => Assert.Equal(
        "a?b?[1m.json: no such file; expected a .json or .jsonl file, or - for standard input",
        Tool.Run("decide", "a\nb\u001b[1m.json").BadInput());

    [Theory]
    [InlineData("check --cases 1 --no-capture --out")]
    [InlineData("capture pages --size 4KiB --out")]
    public void A_file_cannot_be_a_folder(string arguments)
    {
        string file = folder.File("file", "kept");
        string below = arguments.StartsWith("capture", StringComparison.Ordinal) ? Path.Combine(file, "pages.json") : file;

        Assert.Contains("cannot be written: ", Tool.Run([.. arguments.Split(' '), below]).BadInput(), StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(file));
    }

    [Fact]
    public void A_folder_that_the_kernel_refuses_is_told_before_the_run() => Assert.StartsWith(
        "--out /proc/nowhere: cannot be written: ",
        Tool.Run("check", "--time", "50", "--no-capture", "--out", "/proc/nowhere").BadInput(),
        StringComparison.Ordinal);

    [Fact]
    public void A_full_disk_behind_standard_output_is_told() => Assert.Equal(
        "standard output cannot be written: No space left on device", Tool.Shell("\"$@\" devices > /dev/full").BadInput());
}
