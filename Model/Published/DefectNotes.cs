using System.Collections.Immutable;

namespace DmabufVerify.Published;

/// <summary>Every number of the thread's list, in its order: F of RFCv3, G of RFCv2, H of v1, I of 2012.</summary>
public static class DefectNotes
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<DefectNote> All { get; } = [.. NotesOfRfcV3.Notes, .. NotesOfEarlier.Notes];

    /// <summary>What is to be said about a switch.</summary>
    public static DefectNote Of(Defect defect) => All.First(note => note.Switch == defect);
}
