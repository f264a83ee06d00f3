namespace DmabufVerify.Vocabulary.Json;

/// <summary>Reads how the exporter behaves.</summary>
internal static class ExporterReader
{
    /// <summary>The exporter; what is left out is as in <see cref="Exporter.Default"/>.</summary>
    public static Exporter Read(JsonWalker walker)
    {
        if (JsonWalker.Field(walker.Root, "exporter") is not { } exporter || !walker.Open(exporter, ScenarioShapes.Exporter))
        {
            return Exporter.Default;
        }

        return new Exporter
        {
            Allocates = walker.Choice(exporter, "allocates", ScenarioShapes.AllocationTimes, Exporter.Default.Allocates),
            Tables = walker.Choice(exporter, "tables", ScenarioShapes.ExporterTables, Exporter.Default.Tables),
            IsMovable = walker.Flag(exporter, "movable", Exporter.Default.IsMovable),
            HasPages = walker.Flag(exporter, "structPages", Exporter.Default.HasPages),
            HooksReadConstraints = walker.Flag(exporter, "hooksReadConstraints", Exporter.Default.HooksReadConstraints),
        };
    }
}
