using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Properties.Killing;
using DmabufVerify.Vocabulary.Json;

namespace DmabufVerify.Cli.Killing;

/// <summary>Reads what <c>kill-matrix --out</c> wrote.</summary>
internal static class KillMatrixFile
{
    /// <summary>The matrix, or the first mistake.</summary>
    /// <param name="json">The whole file.</param>
    public static ReadResult<KillMatrix> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, JsonLine.Of.KillMatrix) is { Laws.IsDefaultOrEmpty: false, Rows.IsDefault: false } matrix
                ? matrix
                : new InputProblem("$", "", "no laws or no rows; expected what kill-matrix --out wrote", Line: null);
        }
        catch (JsonException e)
        {
            return new InputProblem(e.Path ?? "$", "", "expected what kill-matrix --out wrote", e.LineNumber + 1);
        }
    }
}
