using System.CommandLine;
using System.Text.Json;
using DmabufVerify.Cli.Output;
using DmabufVerify.Vocabulary;
using DmabufVerify.Vocabulary.Catalogue;
using Spectre.Console;

namespace DmabufVerify.Cli.Commands;

/// <summary><c>devices</c>: the catalogue.</summary>
internal static class DevicesCommand
{
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
                Write(Consoles.Results(), entries);
            }

            return ExitCode.Holds;
        });
        return command;
    }

    private static bool Matches(CatalogueEntry entry, string wanted) =>
        new[] { entry.Name, entry.DriverFile, entry.Subsystem }.Any(s => s.Contains(wanted, StringComparison.OrdinalIgnoreCase));

    private static void Write(IAnsiConsole console, CatalogueEntry[] entries)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumn("name")
            .AddColumn(new TableColumn("count").RightAligned())
            .AddColumn(new TableColumn("segment size").RightAligned())
            .AddColumn(new TableColumn("boundary").RightAligned())
            .AddColumn(new TableColumn("gap").RightAligned())
            .AddColumn(new TableColumn("align").RightAligned())
            .AddColumn(new TableColumn("reach").RightAligned())
            .AddColumn("driver");
        foreach (CatalogueEntry entry in entries)
        {
            string[] values = [.. LimitKinds.All.Select(kind => Value(entry, kind))];
            table.AddRow([entry.Name, .. values, entry.DriverFile]);
        }

        console.Write(table);
        console.WriteLine($"{entries.Length} of {DeviceCatalogue.Shipped.Entries.Count} entries; - : the driver declares nothing, and the defaults policy decides");
    }

    private static string Value(CatalogueEntry entry, LimitKind kind) =>
        entry.Limits[kind] is { } value ? Words.Value(kind, value) : "-";
}
