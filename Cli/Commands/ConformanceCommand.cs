using System.CommandLine;
using System.Security.Cryptography;
using DmabufVerify.Cli.Conformance;
using DmabufVerify.Cli.Inputs;
using DmabufVerify.Cli.Output;
using DmabufVerify.Conformance.Asking;
using DmabufVerify.Conformance.Drawing;
using DmabufVerify.Conformance.Oracle;
using DmabufVerify.Properties.Faults;
using DmabufVerify.Properties.Voting;
using DmabufVerify.Vocabulary;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>conformance kernel</c>: the same questions to a real kernel in a virtual machine and to the model.</summary>
internal static class ConformanceCommand
{
    private const int DefaultCases = 10_000;

    public static Command Create() => new("conformance", "Whether the model answers as a real kernel does") { Kernel() };

    private static Command Kernel()
    {
        Option<QuestionKind?> kind = Word<QuestionKind>("--questions", "only these", Enum.GetNames<QuestionKind>().Select(name => name.ToLowerInvariant()));
        Option<MapBackend?> backend = Word<MapBackend>("--backend", "of mappings only those", MapBackends.All.Select(ConformanceJson.Word));
        Option<long?> cases = Parsed.Whole("--cases", $"questions of each kind, for each way to map [default: {DefaultCases}]", 1, 10_000_000);
        Option<ulong?> seed = Parsed.Bits("--seed", "what everything drawn follows from; random if left out");
        Option<string> kernel = new("--kernel") { Description = "version of the kernel", DefaultValueFactory = _ => KernelBuild.Versions[0] };
        Option<bool> oracle = new("--oracle") { Description = "tables only, of the kernel's source compiled for this process: no machine, many more questions" };
        Option<bool> regenerate = new("--regenerate") { Description = "ask the golden files' questions anew, write what changed; exit 1 if anything did" };
        Option<string> golden = new("--golden") { Description = "folder of the golden files", DefaultValueFactory = _ => Path.Combine("data", "golden") };
        Option<bool> json = Options.Json();
        Option<SeededFault?> fault = Options.Fault();
        var command = new Command("kernel", "Asks Linux under qemu, shrinks and explains where it differs; exit 1 the model is wrong, 3 no kernel can be asked")
        {
            kind, backend, cases, seed, kernel, oracle, regenerate, golden, json, fault,
        };
        command.SetAction(parsed =>
        {
            string version = parsed.GetValue(kernel)!;
            if (!KernelBuild.Versions.Contains(version))
            {
                return Complaint.BadInput($"--kernel {version}: expected {string.Join(" or ", KernelBuild.Versions)}");
            }

            if (parsed.GetValue(regenerate) && version != KernelBuild.Versions[0])
            {
                return Complaint.BadInput($"--regenerate --kernel {version}: golden files are of kernel {KernelBuild.Versions[0]}");
            }

            ulong drawn = parsed.GetValue(seed) ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
            int many = (int)(parsed.GetValue(cases) ?? DefaultCases);
            Voters voters = Wiring.Voters(wantSolver: false);
            IRules[] models = [.. (parsed.GetValue(fault)?.Plant(voters) ?? voters).Rules];
            var output = new KernelOutput(drawn, parsed.GetValue(json));
            if (parsed.GetValue(oracle))
            {
                OracleBuild library = OracleBuild.Of();
                return library.Problem is { } missing
                    ? Missing(missing)
                    : output.Compare(new TableOracle(library), QuestionSets.Tables(Wiring.Real(capture: false, out _), drawn).Take(many), models);
            }

            KernelBuild build = KernelBuild.Of(version);
            if (build.Problem is { } problem)
            {
                return Missing(problem);
            }

            QuestionKind[] kinds = parsed.GetValue(kind) is { } one ? [one] : Enum.GetValues<QuestionKind>();
            IEnumerable<QuestionSet> sets = kinds.SelectMany(k => QuestionSets.Draw(
                k, Wiring.Real(capture: false, out _), drawn, many, parsed.GetValue(backend), inMemory: !KernelBuild.NamesAnyPage(version)));
            if (parsed.GetValue(regenerate))
            {
                return GoldenOutput.Regenerate(build, sets, parsed.GetValue(golden)!);
            }

            return output.Compare(build, sets, models);
        });
        return command;
    }

    private static int Missing(string problem)
    {
        Console.Error.WriteLine($"dmabuf-verify: no kernel can be asked: {problem}");
        return ExitCode.Unknown;
    }

    private static Option<T?> Word<T>(string name, string description, IEnumerable<string> words)
        where T : struct, Enum => new(name)
        {
            Description = $"{description}: {string.Join(", ", words)}",
            HelpName = "word",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (words.Contains(text) && Enum.TryParse(text, ignoreCase: true, out T value))
                {
                    return value;
                }

                result.AddError($"{name} {text}: expected {string.Join(", ", words)}");
                return null;
            },
        };
}
