using Microsoft.CodeAnalysis;

namespace DmabufVerify.Mutants.Translation;

/// <summary>Code that has no translation. Ends a translation; never leaves the prover, whose verdict tells it.</summary>
internal sealed class OutsideSubsetException(SyntaxNode syntax, string why) : Exception(why)
{
    private const int MostShown = 60;

    /// <summary>Why, with the line from 1 and the text that is outside.</summary>
    public string Told
    {
        get
        {
            int line = syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            string text = string.Join(' ', syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return $"{Message}, line {line}: {(text.Length > MostShown ? text[..MostShown] + "…" : text)}";
        }
    }
}
