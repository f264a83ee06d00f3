namespace DmabufVerify.Conformance.Questions;

/// <summary>Reads questions of every kind.</summary>
public static class KernelQuestions
{
    /// <summary>The question of a text that one of them gave; anything else is a bug of the caller.</summary>
    public static KernelQuestion Parse(string text) => text[0] switch
    {
        'P' => SgTableQuestion.Parse(text),
        'M' => MapQuestion.Parse(text),
        'B' => LifecycleQuestion.Parse(text),
        _ => throw new ArgumentException($"no question begins with {text[0]}", nameof(text)),
    };
}
