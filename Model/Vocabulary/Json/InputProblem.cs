namespace DmabufVerify.Vocabulary.Json;

/// <summary>Why an input file was not accepted: the first mistake that was met.</summary>
/// <param name="JsonPath">Where, such as <c>devices[0].maxSegmentSize</c>; <c>$</c> for the file as a whole.</param>
/// <param name="Value">What stands there, shortened and free of control characters; empty where the message needs none.</param>
/// <param name="Message">What is wrong and what would be accepted.</param>
/// <param name="Line">Line of the file, from 1; <see langword="null"/> where there is no file.</param>
public sealed record InputProblem(string JsonPath, string Value, string Message, long? Line)
{
    /// <summary>The problem in one line, without a file name.</summary>
    public override string ToString()
    {
        string line = Line is { } number ? $" (line {number})" : "";
        string value = Value.Length > 0 ? $"{Value}: " : "";
        return $"{JsonPath}{line}: {value}{Message}";
    }
}
