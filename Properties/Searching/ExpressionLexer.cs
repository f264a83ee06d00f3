namespace DmabufVerify.Properties.Searching;

/// <summary>A word, a number or a sign of an expression.</summary>
/// <param name="Text">As it stands there; empty at the end.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct ExpressionToken(string Text, int Column);

/// <summary>Cuts an expression into tokens; the last one is empty. Any other character is a token of its own, for the parser to refuse.</summary>
internal static class ExpressionLexer
{
    public static IReadOnlyList<ExpressionToken> Tokens(string text)
    {
        var tokens = new List<ExpressionToken>();
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            int length = LengthAt(text, at);
            tokens.Add(new ExpressionToken(text.Substring(at, length), at + 1));
            if (length == 0)
            {
                return tokens;
            }

            at += length;
        }
    }

    private static int LengthAt(string text, int at)
    {
        if (at == text.Length)
        {
            return 0;
        }

        int end = at;
        while (end < text.Length && IsOfWord(text[end]))
        {
            end++;
        }

        if (end > at)
        {
            return end - at;
        }

        return at + 1 < text.Length && text[at] is '<' or '>' && text[at + 1] == '=' ? 2 : 1;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '.';
}
