using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>devices</c>: the catalogue.</summary>
internal static class DevicesCommand
{
    private static readonly Column[] Heads =
    [
        new("name"),
        new("count", IsNumber: true),
        new("segment size", IsNumber: true),
        new("boundary", IsNumber: true),
        new("gap", IsNumber: true),
        new("align", IsNumber: true),
        new("reach", IsNumber: true),
        new("driver"),
    ];

    public static Command Create()
    {
        Argument<string?> filter = new("filter")
        {
            Description = "part of a name, a driver's path or a subsystem",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> json = Options.Json();
        var command = new Command("devices", "The catalogue: what real drivers declare, and what they leave to a default") { filter, json };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetValue(filter) ?? "";
            CatalogueEntry[] entries = [.. DeviceCatalogue.Shipped.Entries.Where(e => Matches(e, wanted))];
            if (parsed.GetValue(json))
            {
                foreach (CatalogueEntry entry in entries)
                {
                    Console.Out.WriteLine(JsonSerializer.Serialize(DeviceJson.Of(entry), JsonLine.Of.DeviceJson));
                }
            }
            else
            {
                Write(Console.Out, entries);
            }

            return ExitCode.Holds;
        });
        return command;
    }

    private static bool Matches(CatalogueEntry entry, string wanted) =>
        new[] { entry.Name, entry.DriverFile, entry.Subsystem }.Any(s => s.Contains(wanted, StringComparison.OrdinalIgnoreCase));

    private static void Write(TextWriter output, CatalogueEntry[] entries)
    {
        if (entries.Length > 0)
        {
            Columns.Write(output, Heads, [.. entries.Select(Row)]);
            output.WriteLine();
            output.WriteLine("-: the driver declares nothing, and the defaults policy decides");
        }

        output.WriteLine($"{entries.Length} of {DeviceCatalogue.Shipped.Entries.Count} entries");
    }

    private static string[] Row(CatalogueEntry entry) =>
        [entry.Name, .. LimitKinds.All.Select(kind => Value(entry, kind)), entry.DriverFile];

    private static string Value(CatalogueEntry entry, LimitKind kind) =>
        entry.Limits[kind] is { } value ? Words.Value(kind, value) : "-";
}
