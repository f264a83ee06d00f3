namespace DmabufVerify.Vocabulary;

/// <summary>What a device's accesses have to do with the CPU's caches.</summary>
public enum DeviceAccess
{
    /// <summary>Accesses snoop.</summary>
    Coherent,

    /// <summary>Accesses go past the caches.</summary>
    NonCoherent,

    /// <summary>Each access is one or the other (thread D12.8): mapped as non-coherent.</summary>
    PerAccess,
}

/// <summary>What an importer does with its mappings (thread D8.1, D12.2).</summary>
public enum ImporterHabit
{
    /// <summary>Maps and unmaps around each use.</summary>
    MapsAroundUse,

    /// <summary>Keeps the first mapping until it detaches.</summary>
    CachesMapping,

    /// <summary>Pins at its first map, until it detaches.</summary>
    Pins,

    /// <summary>Drops its mappings when told that the storage moves (move_notify, drivers/dma-buf/dma-buf.c).</summary>
    MovesOnNotice,
}

/// <summary>Which way a mapping's data goes (enum dma_data_direction).</summary>
public enum MapDirection
{
    /// <summary>Both ways.</summary>
    Bidirectional,

    /// <summary>The device only reads.</summary>
    ToDevice,

    /// <summary>The device only writes.</summary>
    FromDevice,
}
