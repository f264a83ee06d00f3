using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace DmabufVerify.Mutants.Proving;

/// <summary>
/// A hash over all code that a proof rests on: the function, what it calls, initialisers and constants, and the preconditions. Layout and
/// comments do not count.
/// </summary>
internal static class CodeHash
{
    /// <summary>SHA-256, in lower-case hexadecimal.</summary>
    public static string Of(IEnumerable<SyntaxNode> code, IEnumerable<string> preconditions)
    {
        IEnumerable<string> parts = code
            .Select(node => string.Join(' ', node.DescendantTokens().Select(token => token.Text)))
            .Concat(preconditions)
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
