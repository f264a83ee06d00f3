using DmabufVerify.Cli.Corpus;
using DmabufVerify.Tests.Properties.Corpus;

namespace DmabufVerify.Tests.Cli.Corpus;

public sealed class FolderLockTests(TempFolder folder) : IClassFixture<TempFolder>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Who_changes_a_corpus_waits_for_whoever_does()
    {
        string corpus = folder.In("corpus");
        IDisposable held = FolderLock.Take(corpus);

        Task<string?> second = Task.Run(() => new CorpusFolder(corpus).Save(Kept.Boundary, new HashSet<string>(), out _));
        await Task.Delay(Moment);
        Assert.False(second.IsCompleted);
        Assert.Empty(new CorpusFolder(corpus).Files());

        held.Dispose();
        Assert.Null(await second.WaitAsync(Limit));
        Assert.Single(new CorpusFolder(corpus).Files());
    }

    [Fact]
    public void A_folder_that_cannot_be_is_told_at_once() => Assert.ThrowsAny<IOException>(() => FolderLock.Take(folder.File("file", "")));
}
