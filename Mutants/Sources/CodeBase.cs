using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DmabufVerify.Mutants.Sources;

/// <summary>
/// A project's sources as the compiler sees them, with those of the projects that it refers to. Packages and source generators are left
/// out: where a function needs them it does not compile here, and is outside of the subset. Immutable.
/// </summary>
internal sealed class CodeBase
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly Lazy<MetadataReference[]> Runtime = new(() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ]);

    private readonly CSharpCompilation[] _others;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    private CodeBase(CSharpCompilation compilation, CSharpCompilation[] others) => (Compilation, _others) = (compilation, others);

    /// <summary>The project itself.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>A project and what it refers to.</summary>
    /// <param name="projectFile">Path of its .csproj.</param>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public static CodeBase Load(string projectFile)
    {
        var known = new Dictionary<string, CSharpCompilation>();
        string main = Path.GetFullPath(projectFile);
        CSharpCompilation compilation = Compile(main, known);
        return new(compilation, [.. known.Where(entry => entry.Key != main).Select(entry => entry.Value)]);
    }

    /// <summary>A project of one text, in memory.</summary>
    public static CodeBase Of(string source, bool isChecked = true) => new(
        CSharpCompilation.Create(
            "Sample", [Parse(Usings, "Usings.cs"), Parse(source, "Sample.cs")], Runtime.Value, Options(isChecked)),
        []);

    /// <summary>The same project with another text of one file.</summary>
    public CodeBase With(string path, string text)
    {
        SyntaxTree old = Tree(path) ?? throw new ArgumentException("no file of the project", nameof(path));
        return new(Compilation.ReplaceSyntaxTree(old, Parse(text, path)), _others);
    }

    /// <summary>A file's tree; <see langword="null"/> where the project has no such file.</summary>
    public SyntaxTree? Tree(string path) => Compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == path);

    /// <summary>What the compiler knows of a tree of this project or another.</summary>
    public SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
            CSharpCompilation owner = _others.Prepend(Compilation).First(c => c.ContainsSyntaxTree(tree));
            _models[tree] = model = owner.GetSemanticModel(tree);
        }

        return model;
    }

    /// <summary>What a piece of code does; <see langword="null"/> where it says nothing.</summary>
    public IOperation? Operation(SyntaxNode node) => Model(node.SyntaxTree).GetOperation(node);

    private static CSharpCompilation Compile(string projectFile, Dictionary<string, CSharpCompilation> known)
    {
        if (known.TryGetValue(projectFile, out CSharpCompilation? done))
        {
            return done;
        }

        string folder = Path.GetDirectoryName(projectFile)!;
        XDocument project = XDocument.Load(projectFile);
        IEnumerable<MetadataReference> others = project.Descendants("ProjectReference")
            .Select(reference => ProjectPaths.Resolve(folder, reference.Attribute("Include")!.Value))
            .Select(path => Compile(path, known).ToMetadataReference());
        SyntaxTree[] trees =
        [
            Parse(Usings, "Usings.cs"),
            .. ProjectPaths.Sources(folder).Select(file => Parse(File.ReadAllText(file), file)),
        ];
        var compilation = CSharpCompilation.Create(
            ProjectPaths.AssemblyName(projectFile), trees, [.. Runtime.Value, .. others], Options(ProjectPaths.IsChecked(folder)));
        return known[projectFile] = compilation;
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    private static CSharpCompilationOptions Options(bool isChecked) => new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: isChecked,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable);

    private static bool IsManaged(string file)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
