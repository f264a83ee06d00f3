using DmabufVerify.Vocabulary;

namespace DmabufVerify.Mutants.Score;

/// <summary>A list that was read from a file.</summary>
/// <param name="Items">In the file's order.</param>
public sealed record ScoreList<T>(ValueList<T> Items);
