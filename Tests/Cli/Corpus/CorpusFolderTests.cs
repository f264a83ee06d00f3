using DmabufVerify.Cli.Corpus;
using DmabufVerify.Properties.Corpus;
using DmabufVerify.Tests.Properties;
using DmabufVerify.Tests.Properties.Corpus;

namespace DmabufVerify.Tests.Cli.Corpus;

public sealed class CorpusFolderTests : IDisposable
{
    private static readonly HashSet<string> NothingStale = [];

    private readonly TempFolder _temp = new();

    private CorpusFolder Folder => new(_temp.In("corpus"));

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void There_need_be_no_folder_to_read() => Assert.Empty(Folder.Files());

    [Fact]
    public void A_failure_is_kept_under_its_key()
    {
        string file = Save(Kept.Boundary);

        Assert.Equal(Path.Combine(Folder.Path, Kept.Boundary.Key.FileName()), file);
        Assert.Equal([Kept.Boundary], Entries());
    }

    [Fact]
    public void Of_the_same_failure_the_smaller_one_is_kept()
    {
        Assert.Equal(Save(Kept.LargerBoundary), Save(Kept.Boundary));
        Assert.Equal([Kept.Boundary], Entries());

        Save(Kept.LargerBoundary);
        Assert.Equal([Kept.Boundary], Entries());
    }

    [Fact]
    public void What_no_longer_fails_gives_way_to_a_larger_one_that_does()
    {
        string file = Save(Kept.Boundary);

        Assert.Null(Folder.Save(Kept.LargerBoundary, new HashSet<string> { file }, out string replaced));

        Assert.Equal(file, replaced);
        Assert.Equal([Kept.LargerBoundary], Entries());
    }

    [Fact]
    public void A_case_that_must_hold_is_never_replaced()
    {
        string regression = Save(Kept.LargerBoundary with { Status = CorpusStatus.Fixed });

        string beside = Save(Kept.Boundary);

        Assert.Equal(
            (Kept.Boundary.Key.FileName(), Kept.Boundary.Key.FileName(2)), (Path.GetFileName(regression), Path.GetFileName(beside)));
        Assert.Equal(beside, Save(Kept.Boundary));
        Assert.Equal(2, Entries().Count);
    }

    [Fact]
    public void A_damaged_file_is_neither_trusted_nor_overwritten()
    {
        string damaged = Save(Kept.Boundary);
        File.WriteAllText(damaged, "// dmabuf-corpus/1\n{");

        string beside = Save(Kept.Boundary);

        Assert.NotEqual(damaged, beside);
        Assert.Equal("// dmabuf-corpus/1\n{", File.ReadAllText(damaged));
        Assert.Equal([true, false], Folder.Files().Select(file => file.Read.IsOk));
    }

    [Fact]
    public void What_a_killed_process_left_is_no_case_and_goes_with_the_next_change()
    {
        string file = Save(Kept.Boundary);
        File.WriteAllText($"{file}.4711.tmp", "// dmabuf-corpus/1\n{");

        Assert.Single(Folder.Files());
        Save(Kept.Boundary);
        Assert.Empty(Directory.GetFiles(Folder.Path, "*.tmp"));
    }

    [Fact]
    public void Who_prunes_does_not_remove_what_somebody_changed_meanwhile()
    {
        CorpusTrial tried = CorpusTrial.Of(Save(Kept.LargerBoundary), Kept.LargerBoundary, TestVoters.Two);
        Save(Kept.Boundary);

        Assert.Equal("has been changed meanwhile", Folder.Replace(tried, null));
        Assert.Equal([Kept.Boundary], Entries());

        Assert.Null(Folder.Replace(tried with { Entry = Kept.Boundary }, Kept.Boundary with { Status = CorpusStatus.Fixed }));
        Assert.Equal(CorpusStatus.Fixed, Assert.Single(Entries()).Status);
        Assert.Null(Folder.Replace(tried with { Entry = Assert.Single(Entries()) }, null));
        Assert.Empty(Entries());
    }

    [Fact]
    public void Many_at_once_keep_the_smallest_once()
    {
        CorpusEntry[] entries = [.. Enumerable.Range(0, 24).Select(i => Kept.Of("Table.Fewest", "the number answered", 1UL << i))];

        Parallel.ForEach(entries, new ParallelOptions { MaxDegreeOfParallelism = 8 }, entry => Save(entry));

        Assert.Equal(entries.Min(entry => entry.Size), Assert.Single(Entries()).Size);
    }

    private string Save(CorpusEntry entry)
    {
        Assert.Null(Folder.Save(entry, NothingStale, out string file));
        return file;
    }

    private IReadOnlyList<CorpusEntry> Entries() => [.. Folder.Files().Where(file => file.Read.IsOk).Select(file => file.Read.Value!)];
}
