using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Explaining.Histories;
using DmabufVerify.Tests.Properties.Explaining.Histories;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Cli.Output;

public class HistoryTextTests
{
    [Fact]
    public void Equal_outcomes_are_printed_once_and_others_under_their_names()
    {
        string text = Print(Lives.Script(StepResult.Ok with { Attachment = 1 }));

        Assert.Equal(
            """
            1 MiB for camera and display, by spec, optimised
              mainline defaults, every limit binding, one table for all
              the steps of all threads in the order of the list

                export                                                                  same
                  ok
                  + buffer
              0 attach camera                                                           same
                  ok, attachment 0
                  + attachment 0 camera
                  stored attachments: 0 -> 1
                  stored maxSegmentCount: unlimited -> 256
                  stored addressMask: unlimited -> 0xffffffff
              1 map camera fromDevice (thread 1)                                        same
                  ok, direct, 256 segments, 1 MiB
                         0x100000000 + 4 KiB
                         0x100002000 + 4 KiB
                         0x100004000 + 4 KiB
                    … 250 more segments
                         0x1001fa000 + 4 KiB
                         0x1001fc000 + 4 KiB
                         0x1001fe000 + 4 KiB
                  caches: copy in 0
                  storage: none -> 256 runs at 0x100000000
                         0x100000000 + 4 KiB
                         0x100002000 + 4 KiB
                         0x100004000 + 4 KiB
                    … 250 more runs
                         0x1001fa000 + 4 KiB
                         0x1001fc000 + 4 KiB
                         0x1001fe000 + 4 KiB
                  mapping of 0 camera: none -> direct, 256 segments, 1 MiB
                  maps of 0 camera: 0 -> 1
            ! 2 attach display                                                       DIFFERS
                spec
                  EBUSY: camera has a live mapping
                    display.addressMask                0xffffffff   the policy's default
                optimised
                  ok, attachment 1
              3 move                                                                    same
                  ok
                  caches: invalidate, copy storage
                  notified: attachment 0
                  storage: 256 runs at 0x100000000 -> 1 run at 0x80000000, offset 0x10
                          0x80000000 + 1 MiB
                  mapping of 0 camera: direct, 256 segments, 1 MiB -> none
                  maps of 0 camera: 1 -> 0

            spec and optimised DIFFER at 1 of 5 steps

            """,
            text);
    }

    [Fact]
    public void A_history_that_all_agree_on_says_so_within_eighty_columns()
    {
        string[] lines = Print(Lives.Script()).Split('\n');

        Assert.Equal("spec and optimised agree at all 5 steps", lines[^2]);
        Assert.All(lines, line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line));
        Assert.DoesNotContain(lines, line => line.StartsWith('!'));
    }

    [Fact]
    public void A_table_that_the_view_has_and_the_operation_did_not_give_is_printed()
    {
        var mapping = new Mapping(MappingKind.Iommu, "video", new SegmentTable([new Segment(0x2000, 8192)]));
        BufferView view = BufferView.None with { Attachments = [new AttachmentView(0, "camera", 1, 0, mapping)], AttachmentObjects = 1 };

        Assert.Equal(
            [
                "ok",
                "+ attachment 0 camera",
                "mapping of 0 camera: none -> iommu video, 1 segment, 8 KiB",
                "            0x2000 + 8 KiB",
                "maps of 0 camera: 0 -> 1",
            ],
            Lines(StepResult.Ok, view));
    }

    [Fact]
    public void Constraints_and_hooks_show_what_is_limited_and_where_recomputed_ones_differ()
    {
        var some = new Constraints(ResolvedLimits.Unlimited with { MaxSegmentSizeBytes = 65536 }, 1);
        var none = new Constraints(ResolvedLimits.Unlimited, 2);
        StepResult result = StepResult.Ok with
        {
            Constraints = some,
            Hooks = [new HookView(ExporterHook.Attach, "camera", some, some), new HookView(ExporterHook.Detach, "camera", some, none)],
        };

        Assert.Equal(
            [
                "ok",
                "  1 attachment",
                "  maxSegmentSize 64 KiB",
                "attach hook for camera reads",
                "  1 attachment",
                "  maxSegmentSize 64 KiB",
                "detach hook for camera reads",
                "  1 attachment",
                "  maxSegmentSize 64 KiB",
                "and recomputes",
                "  2 attachments",
                "recomputed attachments: 0 -> 2",
            ],
            Lines(result, BufferView.None with { Recomputed = none }));
    }

    [Fact]
    public void Every_reason_has_words() => Assert.All(
        Enum.GetValues<GroundsKind>(),
        kind => Assert.InRange(LifeWords.Of(new Grounds(kind, "camera", [])).Length, 5, 74));

    [Theory]
    [InlineData(Errno.Ok, "ok")]
    [InlineData(Errno.Eopnotsupp, "EOPNOTSUPP")]
    public void An_errno_is_spelled_as_in_the_kernel(Errno errno, string word) => Assert.Equal(word, LifeWords.Of(errno));

    private static string[] Lines(StepResult result, BufferView view) =>
        [.. OutcomeText.Lines(new Outcome(result, ViewChanges.Between(BufferView.None, view)), PageSize.FourKiB)];

    private static string Print((StepResult, BufferView)[] optimised)
    {
        Implementation[] both =
        [
            new("spec", new ScriptedBuffer(Lives.Script())),
            new("optimised", new ScriptedBuffer(optimised)),
        ];
        using var output = new StringWriter { NewLine = "\n" };
        var text = new HistoryText(output, Lives.Scenario);
        text.WriteHead(both);
        HistoryRow[] rows = [.. HistoryRunner.Run(Lives.Scenario.Steps, both)];
        foreach (HistoryRow row in rows)
        {
            text.Write(row);
        }

        text.WriteVerdict(rows.Length, rows.Count(r => r.Verdict == RowVerdict.Differ), both.Select(b => b.Name));
        return output.ToString();
    }
}
