namespace DmabufVerify.Vocabulary;

/// <summary>Why a voter sees no table: the limit it met first.</summary>
/// <param name="Device">Whose limit.</param>
/// <param name="Limit">Which.</param>
/// <param name="LimitValue">Its value, in the limit's unit.</param>
/// <param name="Needed">
/// What the buffer needs where that is one number: segments for the count, the highest address for the reach, bytes for a
/// capacity. <see langword="null"/> where it is not.
/// </param>
/// <param name="Page">Index, in the buffer's order, of the page at which the limit bites; <see langword="null"/> for the buffer as a whole.</param>
public sealed record Refusal(string Device, LimitKind Limit, ulong LimitValue, ulong? Needed, ulong? Page);
