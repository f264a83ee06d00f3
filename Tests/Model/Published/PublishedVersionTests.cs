using DmabufVerify.Published;

namespace DmabufVerify.Tests.Model.Published;

public sealed class PublishedVersionTests
{
    [Theory]
    [InlineData("RFCv3", "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24 F26")]
    [InlineData("RFCv2", "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24 F26 G1 G2 G3")]
    [InlineData("v1", "F8 F15 H1 H2 H3")]
    [InlineData("2012", "F8 F11 F15 F17 F21 F23 F24 I1 I2 I3")]
    public void Versions_have_the_defects_of_the_list(string name, string defects) =>
        Assert.Equal(defects, PublishedVersion.Named(name)!.Defects.ToString());

    [Fact]
    public void Versions_are_listed_as_they_were_posted()
    {
        Assert.Equal(["2012", "v1", "RFCv2", "RFCv3"], PublishedVersion.All.Select(version => version.Name));
        Assert.Equal(PublishedVersion.All.Select(v => v.Posted).Order(), PublishedVersion.All.Select(v => v.Posted));
        Assert.Null(PublishedVersion.Named("RFCv4"));
    }

    [Fact]
    public void A_note_is_about_a_version_that_has_the_defect() => Assert.All(
        DefectNotes.All.Where(note => note.Switch is not null),
        note => Assert.True(PublishedVersion.Named(note.Version)!.Defects.Has(note.Switch!.Value)));
}
