using DmabufVerify.Vocabulary;

namespace DmabufVerify.Properties.Explaining.Histories;

/// <summary>One of those who live through a history side by side.</summary>
/// <param name="Name">As reports call it.</param>
/// <param name="Buffer">Its buffer, not exported yet.</param>
/// <param name="IsJudged">Whether it has to agree with the others; published code, which is shown for comparison, need not.</param>
public sealed record Implementation(string Name, IDmaBuf Buffer, bool IsJudged = true);
