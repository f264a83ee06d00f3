using System.Collections.Frozen;

namespace DmabufVerify.Properties.Claims;

/// <summary>Who wrote which mail of the thread, and when.</summary>
internal static class Mails
{
    private const string Clark = "R. Clark";
    private const string ClarkAndSemwal = "R. Clark, S. Semwal";
    private const string King = "R. King";
    private const string Semwal = "S. Semwal";
    private const string Vetter = "D. Vetter";
    private const string Bergmann = "A. Bergmann";
    private const string Szyprowski = "M. Szyprowski";
    private const string Verkuil = "H. Verkuil";
    private const string Murphy = "R. Murphy";

    private static readonly FrozenDictionary<string, string> Sources = new (string Mail, string Who, string When)[]
    {
        ("A6", "T. Stanislawski", "2012-08-06"),
        ("C1", Semwal, "2015-01-21"), ("C2", ClarkAndSemwal, "2015-01-21"), ("C3", Semwal, "2015-01-21"), ("C4", Murphy, "2015-01-21"),
        ("C5", Semwal, "2015-01-22"), ("C6", King, "2015-01-21"), ("C7", Semwal, "2015-01-27"), ("C8", Murphy, "2015-09-25"),
        ("D1", ClarkAndSemwal, "2015-01-27"), ("D2", Semwal, "2015-01-27"), ("D3", Szyprowski, "2015-01-28"),
        ("D4", "M. Lankhorst", "2015-01-29"), ("D5", King, "2015-01-29"), ("D6", Semwal, "2015-01-29"), ("D7", King, "2015-01-29"),
        ("D8", Clark, "2015-01-29"), ("D9", King, "2015-01-29"), ("D10", Clark, "2015-01-29"), ("D11", King, "2015-01-29"),
        ("D12", Vetter, "2015-02-02"), ("D13", Clark, "2015-02-02"), ("D14", King, "2015-02-02"), ("D15", Clark, "2015-02-02"),
        ("D16", Vetter, "2015-02-03"), ("D17", Vetter, "2015-02-03"), ("D18", Clark, "2015-02-03"), ("D19", Bergmann, "2015-02-03"),
        ("D20", King, "2015-02-03"), ("D21", Bergmann, "2015-02-03"), ("D22", King, "2015-02-03"), ("D23", Bergmann, "2015-02-03"),
        ("D24", King, "2015-02-03"), ("D25", Bergmann, "2015-02-03"), ("D26", Clark, "2015-02-03"), ("D27", Bergmann, "2015-02-03"),
        ("D28", King, "2015-02-03"), ("D29", King, "2015-02-03"), ("D30", Clark, "2015-02-03"), ("D31", Vetter, "2015-02-03"),
        ("D32", Vetter, "2015-02-03"), ("D33", Bergmann, "2015-02-03"), ("D34", Bergmann, "2015-02-03"), ("D35", Szyprowski, "2015-02-11"),
        ("D36", King, "2015-02-11"), ("D37", Clark, "2015-02-11"), ("D38", Vetter, "2015-02-11"), ("D39", Clark, "2015-02-11"),
        ("D40", Szyprowski, "2015-02-11"), ("D41", King, "2015-02-11"),
        ("E1", Semwal, "2015-05-05"), ("E2", Verkuil, "2015-06-03"), ("E3", Verkuil, "2015-06-03"), ("E4", King, "2015-06-03"),
        ("E5", Verkuil, "2015-06-03"),
    }.ToFrozenDictionary(mail => mail.Mail, mail => $"{mail.Who}, {mail.When}");

    /// <summary>Name and date behind a number of the thread; what is no mail is a finding of this project.</summary>
    public static string Source(string number) => Sources.GetValueOrDefault(number.Split('.')[0], "this project");
}
