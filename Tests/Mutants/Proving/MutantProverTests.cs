using DmabufVerify.Mutants.Proving;

namespace DmabufVerify.Tests.Mutants.Proving;

/// <summary>Mutants whose verdict is known.</summary>
public sealed class MutantProverTests
{
    private const string Grid = """
        public readonly record struct Grid(long Step, long Phase)
        {
            public static Grid Everywhere { get; } = new(1, 0);
            public long AtOrBelow(long pfn) => pfn - ((pfn - Phase) & (Step - 1));
            public bool IsEverywhere => Step <= 1;
            public Grid Or(Grid other) => other.Step < Step ? this : other;
        }
        """;

    private static readonly Precondition Sane = new("Grid", "Step > 0 && Step < 1L << 40 && (Step & (Step - 1)) == 0 && Phase >= 0 && Phase < Step", "its makers see to it", "obvious");

    [Theory]
    [InlineData("int F(int a, int b) => a < b ? a : b;", "a < b", "a <= b")]
    [InlineData("int F(int a, int b) => System.Math.Min(a, b);", "System.Math.Min(a, b)", "(b < a ? b : a)")]
    [InlineData("uint F(uint a) => a % 8;", "a % 8", "a & 7")]
    [InlineData("bool F(ulong a) => a > 0;", "a > 0", "a != 0")]
    [InlineData("ulong F(ulong a) { if (a == 0) { return 0; } return a / 2; }", "if (a == 0) { return 0; }", ";")]
    [InlineData("int F(int a) { int b = a; b ^= a; return b; }", "b ^= a", "b = 0")]
    public void Equivalent_mutants_are_proved(string function, string part, string replacement)
    {
        var verdict = Assert.IsType<Verdict.Equivalent>(Proofs.Of(Class(function), part, replacement));

        Assert.Empty(verdict.Preconditions);
        Assert.Equal(64, verdict.CodeHash.Length);
    }

    [Theory]
    [InlineData("int F(int a, int b) => a < b ? a : b;", "a < b", "a > b", "")]
    [InlineData("uint F(uint a) => a % 8;", "a % 8", "a & 6", "")]
    [InlineData("long F(long a, long b) => (a + b) / 2;", "(a + b) / 2", "unchecked(a + b) / 2", "OverflowException")]
    [InlineData("int F(int a, int b) => a / b;", "a / b", "(b == 0 ? 0 : a / b)", "DivideByZeroException")]
    [InlineData("int F(int a) { if (a == 77) { throw new System.ArgumentException(\"x\"); } return a; }", "\"x\"", "\"\"", "ArgumentException")]
    [InlineData("int F(int a) { if (a == 77) { throw new System.ArgumentException(\"x\"); } return a; }", "throw new System.ArgumentException(\"x\");", ";", "ArgumentException")]
    public void Others_are_told_apart_by_an_input_that_was_run(string function, string part, string replacement, string thrown)
    {
        var verdict = Assert.IsType<Verdict.Distinguished>(Proofs.Of(Class(function), part, replacement));

        Assert.NotEqual(verdict.Original, verdict.Mutated);
        Assert.Contains(thrown, verdict.Original + verdict.Mutated, StringComparison.Ordinal);
        Assert.NotEmpty(verdict.Inputs);
    }

    [Fact]
    public void A_fact_is_the_originals_answer()
    {
        var verdict = Assert.IsType<Verdict.Distinguished>(Proofs.Of(Class("uint F(uint a, bool b) => b && a == 5000 ? 1u : 2u;"), "a == 5000", "a != 5000 && a == 70000"));

        Assert.Contains("[Fact]\n    public void C_F_kills_mutant_1() => Assert.Equal(unchecked((uint)", verdict.Fact, StringComparison.Ordinal);
        Assert.Contains(", C.F(unchecked((uint)", verdict.Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void Preconditions_are_assumed_of_every_instance_and_named()
    {
        var verdict = Assert.IsType<Verdict.Equivalent>(Proofs.Of(Grid, "Step <= 1", "Step == 1", Sane));

        Assert.Equal([$"this: {Sane.Holds}"], verdict.Preconditions);
        Assert.IsType<Verdict.Distinguished>(Proofs.Of(Grid, "Step <= 1", "Step == 1"));
        Assert.IsType<Verdict.Equivalent>(Proofs.Of(Grid, "(pfn - Phase) & (Step - 1)", "(pfn - Phase) & unchecked(0 - ~(Step - 1) - 1)", Sane));
    }

    [Fact]
    public void Instances_are_inputs_and_results()
    {
        var verdict = Assert.IsType<Verdict.Distinguished>(Proofs.Of(Grid, "other.Step < Step", "other.Step <= Step", Sane));

        Assert.Equal(["this.Step", "this.Phase", "other.Step", "other.Phase"], verdict.Inputs.Select(i => i.Name));
        Assert.StartsWith("(Step: ", verdict.Original, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_private_to_an_object_is_an_input_too()
    {
        const string source = "public sealed class Cuts(long most, string name) { private readonly long _step = 4; public long End(long at) => at + (most & -_step); public string Name => name; }";

        Assert.IsType<Verdict.Equivalent>(Proofs.Of(source, "at + (most & -_step)", "(most & -_step) + at"));
        var verdict = Assert.IsType<Verdict.Distinguished>(Proofs.Of(source, "-_step", "_step"));
        Assert.Equal(["this.most", "this._step", "at"], verdict.Inputs.Select(i => i.Name));
        Assert.Null(verdict.Fact);
    }

    [Theory]
    [InlineData("int F(int[] a) => a.Length > 0 ? 1 : 2;", "1 :", "3 :", "line 1: a.Length")]
    [InlineData("int F(int a) { while (a > 3) { a--; } return a; }", "a > 3", "a >= 3", "a loop, line 1: while (a > 3) { a--; }")]
    [InlineData("int F(int a) => a < 2 ? a : F(a - 1);", "a < 2", "a <= 2", "recursion, line 1: F(a - 1)")]
    [InlineData("string F(string a) => a;", "=> a", "=> \"\"", "line 1")]
    [InlineData("int F(int a) => System.Environment.ProcessId + a;", "+ a", "- a", "no source here, line 1")]
    [InlineData("static int _n; public static int F(int a) { _n = a; return a; }", "return a", "return -a", "an assignment to what is no local, line 1: _n")]
    [InlineData("int F(double a) => a > 1 ? 1 : 2;", "a > 1", "a >= 1", "line 1")]
    [InlineData("sbyte F(sbyte a) { a <<= 3; return a; }", "3", "4", "a shift assigned to a small integer, line 1: a <<= 3")]
    [InlineData("int F(int a) => a;", "=> a", "=> b", "the mutant does not compile here")]
    public void What_is_outside_says_what_and_where(string function, string part, string replacement, string why) =>
        Assert.Contains(why, Assert.IsType<Verdict.OutsideSubset>(Proofs.Of(Class(function), part, replacement)).Why, StringComparison.Ordinal);

    [Fact]
    public void The_hash_is_about_everything_that_a_proof_rests_on()
    {
        string Hash(string rest, string function = "int F(int a) => a < Most() ? a : Most();") =>
            Assert.IsType<Verdict.Equivalent>(Proofs.Of(Class($"{function} {rest}"), "a < Most()", "a <= Most()")).CodeHash;

        string hash = Hash("const int M = 5; static int Most() => M;");
        Assert.Equal(hash, Hash("const int M = 5; /* a comment */ static int Most()   =>   M;"));
        Assert.NotEqual(hash, Hash("const int M = 6; static int Most() => M;"));
        Assert.NotEqual(hash, Hash("const int M = 5; static int Most() => M + 1;"));
    }

    private static string Class(string members) => $"public static class C {{ public static {members} }}";
}
