using System.Security.Cryptography;
using System.Text;

namespace DmabufVerify.Properties.Corpus;

/// <summary>What makes two failures the same one.</summary>
/// <param name="Law">The law's name.</param>
/// <param name="Conjunct">The part of it that broke.</param>
/// <param name="Shape">The scenario's <see cref="ScenarioShape"/>.</param>
/// <param name="Fault">The defect that was planted; <see langword="null"/> for a real failure, which a planted one never stands for.</param>
public sealed record CorpusKey(string Law, string Conjunct, string Shape, string? Fault)
{
    /// <summary>
    /// The file of such a failure: the law and 8 hexadecimal digits that depend on all four. It is the same in every process, so that two
    /// that find the same failure mean the same file.
    /// </summary>
    /// <param name="number">From 2: another file, where the one before is taken by something else.</param>
    public string FileName(int number = 1) => number == 1 ? $"{Law}-{Digits}.json" : $"{Law}-{Digits}-{number}.json";

    private string Digits =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Law}\n{Conjunct}\n{Shape}\n{Fault}")).AsSpan(0, 4));
}
