using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Drawing;
using DmabufVerify.Conformance.Questions;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Spec;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Tests.Conformance.Drawing;

public sealed class QuestionSetsTests
{
    private static readonly RealInputs NothingReal = new([], [], []);

    [Fact]
    public void A_seed_gives_the_same_questions_and_each_can_be_read_again()
    {
        QuestionSet[] sets = [.. Draw(QuestionKind.Tables), .. Draw(QuestionKind.Map), .. Draw(QuestionKind.Lifecycle)];

        Assert.Equal([MapBackend.Direct, .. MapBackends.All, MapBackend.Direct], sets.Select(set => set.Backend));
        Assert.All(sets.SelectMany(set => set.Questions), question => Assert.Equal(question.Text, KernelQuestions.Parse(question.Text).Text));
        Assert.Equal(
            sets.SelectMany(set => set.Questions).Select(q => q.Text),
            Draw(QuestionKind.Tables).Concat(Draw(QuestionKind.Map)).Concat(Draw(QuestionKind.Lifecycle)).SelectMany(set => set.Questions).Select(q => q.Text));
    }

    [Fact]
    public void Table_questions_are_careless_at_times()
    {
        SgTableQuestion[] questions = [.. Draw(QuestionKind.Tables).Single().Questions.Cast<SgTableQuestion>()];

        Assert.Contains(questions, question => question.OutsideModel is not null);
        Assert.Contains(questions, question => question.MaxSegmentBytes < 4096);
        Assert.Contains(questions, question => question.OffsetBytes > 0);
        Assert.InRange(questions.Count(question => question.OutsideModel is null), questions.Length / 2, questions.Length);
    }

    [Fact]
    public void A_kernel_that_looks_at_pages_is_asked_of_those_the_machine_has()
    {
        const ulong machinePages = 512UL << 20 >> 12;
        SgTableQuestion[] anywhere = [.. Draw(QuestionKind.Tables).Single().Questions.Cast<SgTableQuestion>()];
        SgTableQuestion[] inMemory =
        [
            .. QuestionSets.Draw(QuestionKind.Tables, NothingReal, seed: 7, cases: 300, inMemory: true).Single().Questions.Cast<SgTableQuestion>(),
        ];

        Assert.Contains(anywhere, question => question.Runs.Any(run => run.EndPfn > machinePages));
        Assert.All(inMemory, question => Assert.All(question.Runs, run => Assert.InRange(run.EndPfn, 1UL, machinePages)));
        Assert.Equal(anywhere.Select(Entries), inMemory.Select(Entries));
    }

    [Fact]
    public void Mapped_pages_are_distinct_pages_of_the_pool()
    {
        foreach (MapQuestion question in Draw(QuestionKind.Map).SelectMany(set => set.Questions).Cast<MapQuestion>())
        {
            ulong[] pfns = [.. question.Runs.SelectMany(run => Enumerable.Range(0, (int)run.Pages).Select(i => run.FirstPfn + (ulong)i))];

            Assert.All(pfns, pfn => Assert.InRange(pfn, 0UL, MapQuestion.PoolPages - 1));
            Assert.Equal(pfns.Length, pfns.Distinct().Count());
            Assert.Equal((ulong)pfns.Length, PageSize.FourKiB.PagesFor(question.OffsetBytes + question.SizeBytes));
        }
    }

    [Fact]
    public void What_may_hang_the_kernel_is_not_asked() => Assert.DoesNotContain(
        Draw(QuestionKind.Map).Single(set => set.Backend == MapBackend.Bounce).Questions.Cast<MapQuestion>(),
        question => question.Limits.MinAlignMask >= Swiotlb.SlotBytes && question.Limits.SegmentBoundaryMask < 2 * Swiotlb.LongestRunBytes);

    [Fact]
    public void Lives_can_be_asked_and_have_every_exporter_and_step_in_them()
    {
        LifecycleQuestion[] questions = [.. Draw(QuestionKind.Lifecycle).Single().Questions.Cast<LifecycleQuestion>()];

        Assert.All(questions, question => Assert.NotEqual("", question.ByTheCore()));
        Assert.Equal(Enum.GetValues<ExporterKind>(), questions.Select(question => question.Exporter).Distinct().Order());
        Assert.Equal("abdemopqruv", string.Concat(questions.SelectMany(question => question.Steps).Select(step => step[0]).Distinct().Order()));
        Assert.All("apmnce", hook => Assert.Contains(questions, question => question.Steps.Any(step => step[0] == 'r' && step[^1] == hook)));
        Assert.InRange(questions.Average(question => question.Steps.Count), 6, 20);
        Assert.Contains(questions, question => question.ByTheCore().Contains(','));
        Assert.InRange(questions.Count(question => question.MapsAnew || question.NestsAccess), 0, questions.Length / 6);
    }

    private static int Entries(SgTableQuestion question) => question.Expected(new SpecVoter()).Split(' ').Length;

    private static IEnumerable<QuestionSet> Draw(QuestionKind kind) => QuestionSets.Draw(kind, NothingReal, seed: 7, cases: 300);
}
