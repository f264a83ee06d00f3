using DmabufVerify.Published;

namespace DmabufVerify.Tests.Model.Published;

public sealed class DefectNotesTests
{
    [Fact]
    public void Every_number_of_the_thread_has_one_note()
    {
        IEnumerable<string> numbers =
        [
            .. Enumerable.Range(1, 26).Select(i => $"F{i}"), .. Enumerable.Range(1, 4).Select(i => $"G{i}"),
            .. Enumerable.Range(1, 4).Select(i => $"H{i}"), .. Enumerable.Range(1, 3).Select(i => $"I{i}"),
        ];

        Assert.Equal(numbers, DefectNotes.All.Select(note => note.Number));
    }

    [Fact]
    public void Every_switch_has_the_note_of_its_number() => Assert.All(
        Enum.GetValues<Defect>(), defect => Assert.Equal(defect.ToString(), DefectNotes.Of(defect).Number));

    [Fact]
    public void A_number_without_a_switch_says_why()
    {
        Assert.All(DefectNotes.All, note => Assert.Equal(note.Switch is null, note.WhyNoSwitch is not null));
        Assert.Equal(["F25", "G4", "H4"], DefectNotes.All.Where(note => note.Switch is null).Select(note => note.Number));
    }

    [Fact]
    public void One_defect_is_seen_only_with_another()
    {
        Assert.Equal([Defect.F22], DefectNotes.All.Where(note => note.Companion is not null).Select(note => note.Switch!.Value));
        Assert.Equal(Defects.Of(Defect.F22, Defect.F3), DefectNotes.Of(Defect.F22).Smallest);
        Assert.Equal(Defects.Of(Defect.F1), DefectNotes.Of(Defect.F1).Smallest);
        Assert.Equal(Defects.None, DefectNotes.All.Single(note => note.Number == "F25").Smallest);
    }

    [Fact]
    public void Notes_say_what_and_who() => Assert.All(DefectNotes.All, note =>
    {
        Assert.InRange(note.What.Length, 40, 300);
        Assert.NotEmpty(note.Source);
    });
}
