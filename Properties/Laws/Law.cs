namespace DmabufVerify.Properties.Laws;

/// <summary>Something that must hold for every scenario.</summary>
/// <param name="Name">The name used in tests, reports and on the command line.</param>
/// <param name="Equation">The law in one line, as README prints it.</param>
/// <param name="NeedsSolver">Whether the law cannot be looked at without the solver.</param>
/// <param name="Check">Looks at one case. Pure: the same case and voters give the same result.</param>
public sealed record Law(string Name, string Equation, bool NeedsSolver, Func<Case, LawResult> Check);
