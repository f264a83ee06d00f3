using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DmabufVerify.Properties.Coverage;
using DmabufVerify.Properties.Generation;
using DmabufVerify.Properties.Laws;
using DmabufVerify.Properties.Running;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Output.Files;

/// <summary>
/// One scenario under one law as a line that Tyche and other readers of Hypothesis's observability format (docs of Hypothesis, "observability") take.
/// A law is a property of its own there, so a scenario has a line for each law that was shown it.
/// </summary>
internal sealed class CaseLine(DateTimeOffset runStart)
{
    /// <summary>Characters of a scenario in what is shown for it; the whole of it is among the arguments.</summary>
    private const int MostShown = 400;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly double _runStart = runStart.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Appends the lines of one scenario.</summary>
    public void Write(IBufferWriter<byte> output, SeenCase seen)
    {
        string text = ScenarioWriter.WriteLine(seen.Scenario);
        byte[] scenario = Encoding.UTF8.GetBytes(text);
        string name = seen.Token.IsPortable ? seen.Token.ToString() : $"#{seen.Index}";
        string shown = text.Length <= MostShown ? text : $"{text[..(char.IsHighSurrogate(text[MostShown - 1]) ? MostShown - 1 : MostShown)]}...";
        byte[] features = Features(seen);
        using var json = new Utf8JsonWriter(output, Options);
        foreach (SeenLaw law in seen.Laws)
        {
            Write(json, seen, law, $"{law.Law.Name}({name} {shown})", law.Result.Outcome == LawOutcome.NotApplicable ? [] : scenario, features);
            json.Flush();
            json.Reset();
            output.Write("\n"u8);
        }
    }

    private void Write(Utf8JsonWriter json, SeenCase seen, SeenLaw law, string representation, ReadOnlySpan<byte> scenario, byte[] features)
    {
        json.WriteStartObject();
        json.WriteString("type", "test_case");
        json.WriteNumber("run_start", _runStart);
        json.WriteString("property", law.Law.Name);
        json.WriteString("status", Status(law.Result.Outcome));
        json.WriteString("status_reason", Reason(law.Result));
        json.WriteString("representation", representation);
        json.WriteStartObject("arguments");
        if (!scenario.IsEmpty)
        {
            json.WritePropertyName("scenario");
            json.WriteRawValue(scenario, skipInputValidation: true);
        }

        json.WriteEndObject();
        json.WriteString("how_generated", $"drawn in regime {Word(seen.Token.Regime)} from seed {Words.Hex(seen.Token.Seed)}");
        json.WritePropertyName("features");
        json.WriteRawValue(features, skipInputValidation: true);
        json.WriteStartObject("timing");
        json.WriteNumber("execute:test", law.Elapsed.TotalSeconds);
        json.WriteEndObject();
        json.WriteNull("coverage");
        json.WriteStartObject("metadata");
        json.WriteNumber("index", seen.Index);
        if (seen.Token.IsPortable)
        {
            json.WriteString("token", seen.Token.ToString());
        }

        json.WriteBoolean("solverVoted", seen.IsSolved);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>
    /// Numbers are drawn as a distribution, text as categories. A kind of case is there, with empty text, exactly when the case is of it, as Hypothesis
    /// writes down events: readers show it as true.
    /// </summary>
    private static byte[] Features(SeenCase seen)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        Scenario scenario = seen.Scenario;
        json.WriteStartObject();
        json.WriteNumber("devices", scenario.Devices.Count);
        json.WriteNumber("runs", scenario.Layout?.Runs.Count ?? 0);
        json.WriteNumber("pages", scenario.Layout?.Pages ?? 0);
        json.WriteNumber("steps", scenario.Steps.Count);
        json.WriteString("regime", Word(seen.Token.Regime));
        foreach (Cell cell in seen.Cells)
        {
            json.WriteString(cell.Name, "");
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static string Status(LawOutcome outcome) => outcome switch
    {
        LawOutcome.Holds => "passed",
        LawOutcome.Violated => "failed",
        LawOutcome.NotApplicable or LawOutcome.Unknown => "gave_up",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Reason(LawResult result) => result switch
    {
        { Violation: { } violation } => $"{violation.Conjunct}: expected {violation.Expected}, actual {violation.Actual}",
        { Outcome: LawOutcome.NotApplicable } => "the law does not speak of this case",
        { Outcome: LawOutcome.Unknown } => "a voter says unknown",
        _ => "",
    };

    private static string Word(Regime regime) => regime switch
    {
        Regime.Plausible => "plausible",
        Regime.Wild => "wild",
        Regime.Real => "real",
        Regime.Lifecycle => "lifecycle",
        _ => throw new ArgumentOutOfRangeException(nameof(regime)),
    };
}
