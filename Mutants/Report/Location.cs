namespace DmabufVerify.Mutants.Report;

/// <summary>A place in a file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
public readonly record struct Position(int Line, int Column);

/// <summary>A stretch of text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character behind its last.</param>
public readonly record struct Location(Position Start, Position End);
