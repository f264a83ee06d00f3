using DmabufVerify.Properties.Corpus;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Corpus;

/// <summary>A file of a corpus, read.</summary>
/// <param name="Path">Where it is, as the user would write it.</param>
/// <param name="Read">The case, or what is wrong with the file.</param>
internal sealed record CorpusFile(string Path, ReadResult<CorpusEntry> Read);
