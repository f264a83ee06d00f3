using DmabufVerify.Mutants.Report;

namespace DmabufVerify.Mutants.Score;

/// <summary>What somebody found who looked at a mutant that did not end with an answer of the tests.</summary>
/// <param name="File">End of the file's path, such as <c>Placement/Cells.cs</c>.</param>
/// <param name="Line">The whole line it is in, without the white space around it: a line that was changed has to be looked at again.</param>
/// <param name="Replacement">What stands in the place of the original text.</param>
/// <param name="Status">How it ended: timeout or runtime error.</param>
/// <param name="IsKill">Whether it counts as a kill, since the original ends in time and the mutant never does.</param>
/// <param name="Reason">How that is known.</param>
public sealed record Adjudication(string File, string Line, string Replacement, MutantStatus Status, bool IsKill, string Reason);
