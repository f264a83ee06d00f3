using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining;

/// <summary>Where a table breaks a limit for the first time.</summary>
/// <param name="Limit">Whose, which, and its value.</param>
/// <param name="Where">
/// What is too much, in the device's addresses: for the count the first segment beyond it; for size and boundary the rest of the segment
/// from where it should have ended; for the reach the bytes out of it; for the gap mask the cut, without length; for the alignment everything.
/// </param>
/// <param name="Segment">Which segment it is in or before, the first being 1; zero where the table as a whole is meant, or a place behind the
/// segments that are listed.</param>
/// <param name="Cause">For the count: why that segment begins where it does; <see langword="null"/> when it is no one's wish.</param>
public sealed record Offence(CorePair Limit, Stretch Where, int Segment, CutCause? Cause = null);

/// <summary>Why one segment ends and the next begins.</summary>
/// <param name="Limit">The limit that asks for it; <see langword="null"/> where the storage is not contiguous.</param>
public sealed record CutCause(CorePair? Limit);
