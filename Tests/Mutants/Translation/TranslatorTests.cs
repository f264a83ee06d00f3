using Microsoft.CodeAnalysis;

namespace DmabufVerify.Tests.Mutants.Translation;

/// <summary>A proof is as good as the translation: it is compared with what the compiler makes of the same text.</summary>
public sealed class TranslatorTests
{
    private const string Name = "NAME";

    private static readonly string[] Small = ["sbyte", "byte", "short", "ushort"];

    private static readonly string[] Wide = ["int", "uint", "long", "ulong"];

    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "&", "|", "^"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_operator_of_every_type_is_the_compilers(bool isChecked)
    {
        var members = new List<string>();
        foreach (string type in Wide)
        {
            members.AddRange(Operators.Select(op => $"{type} NAME({type} a, {type} b) => a {op} b;"));
            members.AddRange(new[] { "<<", ">>", ">>>" }.Select(op => $"{type} NAME({type} a, int b) => a {op} b;"));
            members.AddRange(new[] { "<", "<=", ">", ">=", "==", "!=" }.Select(op => $"bool NAME({type} a, {type} b) => a {op} b;"));
            members.AddRange(new[] { "Min", "Max" }.Select(f => $"{type} NAME({type} a, {type} b) => System.Math.{f}(a, b);"));
            members.Add($"{type} NAME({type} a) => ~a;");
            members.AddRange(Wide.Concat(Small).Append("char").Select(to => $"{to} NAME({type} a) => ({to})a;"));
        }

        foreach (string type in Small)
        {
            members.AddRange(Operators.Select(op => $"int NAME({type} a, {type} b) => a {op} b;"));
            members.AddRange(Operators.Select(op => $"{type} NAME({type} a, {type} b) {{ a {op}= b; return a; }}"));
            members.Add($"{type} NAME({type} a) {{ a++; return --a; }}");
            members.AddRange(Wide.Concat(Small).Select(to => $"{to} NAME({type} a) => ({to})a;"));
        }

        Compare(members, isChecked, cases: 60);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Functions_of_the_library_are_the_runtimes(bool isChecked) => Compare(
        [
            "int NAME(uint a) => BitOperations.PopCount(a);", "int NAME(ulong a) => BitOperations.PopCount(a);",
            "int NAME(uint a) => BitOperations.LeadingZeroCount(a);", "int NAME(ulong a) => BitOperations.LeadingZeroCount(a);",
            "int NAME(int a) => BitOperations.TrailingZeroCount(a);", "int NAME(uint a) => BitOperations.TrailingZeroCount(a);",
            "int NAME(long a) => BitOperations.TrailingZeroCount(a);", "int NAME(ulong a) => BitOperations.TrailingZeroCount(a);",
            "int NAME(uint a) => BitOperations.Log2(a);", "int NAME(ulong a) => BitOperations.Log2(a);",
            "bool NAME(int a) => BitOperations.IsPow2(a);", "bool NAME(uint a) => BitOperations.IsPow2(a);",
            "bool NAME(long a) => BitOperations.IsPow2(a);", "bool NAME(ulong a) => BitOperations.IsPow2(a);",
            "uint NAME(uint a) => BitOperations.RoundUpToPowerOf2(a);", "ulong NAME(ulong a) => BitOperations.RoundUpToPowerOf2(a);",
            "int NAME(int a) => System.Math.Abs(a);", "long NAME(long a) => System.Math.Abs(a);", "int NAME(int a) => -a;", "long NAME(long a) => -a;",
            "long NAME(uint a) => -a;", "long NAME(long a, long b) { (long q, long r) = System.Math.DivRem(a, b); return q ^ r; }",
            "bool NAME(ulong a) => a is >= 3 and not 7 or 0;", "long NAME(int a) => a switch { 0 => 5, < 0 => -1L, 1 or 2 => checked(a + 7L), _ => throw new System.ArgumentException() };",
            "int NAME(byte a, bool b) => b && a / (a - 1) > 0 || a % 3 == 1 ? a : ~a;",
        ],
        isChecked,
        cases: 300);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_functions_do_what_the_compiler_says(int seed)
    {
        var random = new Random(seed);
        Compare([.. Enumerable.Range(0, 120).Select(_ => new RandomFunction(random).Text(Name))], seed % 2 == 0, cases: 12);
    }

    private static void Compare(List<string> members, bool isChecked, int cases)
    {
        string text = string.Join('\n', members.Select((m, i) => $"public static {m.Replace(Name, $"F{i}", StringComparison.Ordinal)}"));
        using var functions = new TranslatedFunctions(RandomFunction.Numbers + text, isChecked);
        var random = new Random(20150202);
        var outcomes = new HashSet<string>();
        foreach (string name in functions.Names.Where(name => name.StartsWith('F')))
        {
            SpecialType[] types = [.. functions.Types(name)];
            for (int i = 0; i < cases; i++)
            {
                object[] arguments = [.. types.Select(type => EdgeValues.Draw(random, type))];
                string expected = functions.Compiled(name, arguments);
                outcomes.Add(expected);
                string actual = functions.Translated(name, arguments);
                Assert.True(expected == actual, $"{members[int.Parse(name[1..], null)]} of {string.Join(", ", arguments)} is {expected}, translated {actual}");
            }
        }

        Assert.Contains("OverflowException", outcomes);
        Assert.Contains("DivideByZeroException", outcomes);
        Assert.InRange(outcomes.Count, 20, int.MaxValue);
    }
}
