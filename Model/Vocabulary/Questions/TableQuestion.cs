namespace DmabufVerify.Vocabulary;

/// <summary>
/// What one voter is asked: is there a table? Closed: a new kind of question is a new case in every voter's switch.
/// </summary>
public abstract record TableQuestion
{
    private protected TableQuestion()
    {
    }
}

/// <summary>Is there one table over this storage, in physical addresses, that is valid for every judge?</summary>
/// <param name="Buffer">Bytes and where they are.</param>
/// <param name="Judges">One device, or all that share the table; at least one.</param>
public sealed record LayoutQuestion(PagedBuffer Buffer, ValueList<Judge> Judges) : TableQuestion;

/// <summary>
/// Is there a table over this storage for a device that may copy what it does not reach (docs/semantics.md, "Bounce")? It has a table of its
/// own, whatever others share.
/// </summary>
/// <param name="Buffer">Bytes and where they are.</param>
/// <param name="Judge">The device.</param>
public sealed record BounceQuestion(PagedBuffer Buffer, BouncingJudge Judge) : TableQuestion;

/// <summary>Is there a table in the addresses that an IOMMU gives one device?</summary>
/// <param name="Buffer">The storage that is mapped.</param>
/// <param name="Judge">The device; its bus offset has no meaning here.</param>
/// <param name="GranuleBytes">Smallest IOMMU page.</param>
/// <param name="Enforcement">
/// Strict: the device addresses are one range, cut as the limits ask. Kernel: the segments are those that __finalise_sg makes, of
/// which only the number and the reach are looked at.
/// </param>
public sealed record IommuQuestion(PagedBuffer Buffer, Judge Judge, ulong GranuleBytes, Enforcement Enforcement)
    : TableQuestion;

/// <summary>Is there any storage at all of so many bytes over which every judge has a table?</summary>
/// <param name="PageSize">Unit of storage.</param>
/// <param name="SizeBytes">Bytes of the buffer.</param>
/// <param name="Judges">Directly mapped devices; at least one.</param>
/// <param name="Mode">One table for all of them, or one each over the same storage.</param>
public sealed record CapacityQuestion(PageSize PageSize, ulong SizeBytes, ValueList<Judge> Judges, SharingMode Mode)
    : TableQuestion;

/// <summary>
/// Is there storage of so many bytes within these extents over which every judge has a table? Storage is a list of distinct pages of the
/// extents, in any order; the buffer begins with the first byte of the first one (docs/semantics.md, "Placement").
/// </summary>
/// <param name="PageSize">Unit of storage.</param>
/// <param name="SizeBytes">Bytes of the buffer.</param>
/// <param name="Extents">Free memory: maximal runs, of heaps that every device can use, ascending; those that adjoined were joined. None: nothing can be placed.</param>
/// <param name="Judges">Directly mapped devices; none: whether there is memory enough.</param>
/// <param name="Mode">One table for all of them, or one each over the same storage.</param>
public sealed record PlacementQuestion(
    PageSize PageSize, ulong SizeBytes, ValueList<PfnRun> Extents, ValueList<Judge> Judges, SharingMode Mode) : TableQuestion
{
    /// <summary>Devices that may copy what they do not reach: over the storage each is to have the table of a <see cref="BounceQuestion"/>.</summary>
    public ValueList<BouncingJudge> Bouncing { get; init; }

    /// <summary>
    /// Devices behind an IOMMU whose table depends on the storage, as under kernel enforcement: over the storage each is to have the table of
    /// an <see cref="IommuQuestion"/> with that enforcement.
    /// </summary>
    public ValueList<JoiningJudge> Joining { get; init; }

    /// <summary>Pages that the buffer takes.</summary>
    public ulong Pages => PageSize.PagesFor(SizeBytes);
}
