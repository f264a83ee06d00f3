namespace DmabufVerify.Properties.Explaining;

/// <summary>What kind of mistake a finding is. Closed.</summary>
public enum ErrorClass
{
    /// <summary>Sat where there is no table or storage, unsat where there is, or voters that contradict each other about it.</summary>
    WrongVerdict,

    /// <summary>A number of segments that is less than any table has.</summary>
    TooFewSegments,

    /// <summary>A number of segments although fewer would do.</summary>
    TooManySegments,

    /// <summary>A table that is not the buffer, or breaks a limit.</summary>
    WrongTable,

    /// <summary>Storage shown for a placement that is none.</summary>
    WrongStorage,

    /// <summary>A largest size that is not.</summary>
    WrongCapacity,

    /// <summary>Limits of several devices merged to something else than what all of them ask.</summary>
    WrongMerge,

    /// <summary>A conflict with something needless, a relaxation that is not enough or not the least, wrong grounds of a refusal.</summary>
    WrongReason,

    /// <summary>An operation is refused that should be done, or done that should be refused.</summary>
    WrongRefusal,

    /// <summary>A buffer's constraints that are not those of its attachments.</summary>
    WrongConstraints,

    /// <summary>Map gives a table that its importer cannot use, or that is not the buffer.</summary>
    WrongMapping,

    /// <summary>An operation leaves the buffer in a state that it should not be in.</summary>
    WrongState,

    /// <summary>What one question predicts is not what the operation then does.</summary>
    WrongPrediction,

    /// <summary>A reader sees other data than was written, or what was written is dropped.</summary>
    LostData,

    /// <summary>Caches are flushed more often than data changes hands.</summary>
    NeedlessFlushes,

    /// <summary>Threads get results that no order of their calls explains.</summary>
    Race,

    /// <summary>Threads wait for each other for ever.</summary>
    Deadlock,

    /// <summary>A scenario is read or written wrongly, or a mistake in it is let through.</summary>
    WrongInput,

    /// <summary>An implementation ends in an exception.</summary>
    Throws,
}
