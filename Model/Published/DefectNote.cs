namespace DmabufVerify.Published;

/// <summary>One number of the thread's list of what was wrong.</summary>
/// <param name="Number">As the thread's page has it: F15.</param>
/// <param name="Version">The version in whose list it stands; others may share it, see <see cref="PublishedVersion.Defects"/>.</param>
/// <param name="What">What the patch did, and what it should have done.</param>
/// <param name="Source">Who said so, and when; or that it can be read in the patch.</param>
/// <param name="Switch">The switch, or <see langword="null"/> where there is none.</param>
/// <param name="Companion">What has to be switched on too, for it to be seen; mostly nothing.</param>
/// <param name="WhyNoSwitch">Set exactly where there is no switch.</param>
public sealed record DefectNote(
    string Number,
    string Version,
    string What,
    string Source,
    Defect? Switch,
    Defect? Companion = null,
    string? WhyNoSwitch = null)
{
    /// <summary>The smallest set in which the defect can be seen; empty where there is no switch.</summary>
    public Defects Smallest => (Switch, Companion) switch
    {
        ({ } one, { } other) => Defects.Of(one, other),
        ({ } one, null) => Defects.Of(one),
        _ => Defects.None,
    };
}
