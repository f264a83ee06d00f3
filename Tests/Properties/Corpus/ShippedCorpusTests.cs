using DmabufVerify.Properties.Corpus;
using DmabufVerify.Tests.Vocabulary;

namespace DmabufVerify.Tests.Properties.Corpus;

/// <summary>The cases in data/corpus: what failed once holds, and goes on to say something.</summary>
public sealed class ShippedCorpusTests
{
    public static TheoryData<string> Names { get; } = [.. Directory.GetFiles(RepoFiles.Path("data/corpus"), "*.json").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_was_fixed_and_holds(string name)
    {
        CorpusEntry entry = Read(name);

        Assert.Equal(CorpusStatus.Fixed, entry.Status);
        Assert.Null(entry.Fault);
        Assert.NotNull(entry.Note);
        Assert.Equal(CorpusOutcome.Holds, CorpusTrial.Of(name, entry, TestVoters.Three).Outcome);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_stands_where_a_run_that_finds_it_again_looks(string name) => Assert.Equal(Read(name).Key.FileName(), name);

    private static CorpusEntry Read(string name) => Kept.Read(File.ReadAllText(RepoFiles.Path($"data/corpus/{name}"))).Value!;
}
