namespace DmabufVerify.Properties.Corpus;

/// <summary>What is expected of a kept case.</summary>
public enum CorpusStatus
{
    /// <summary>It fails; somebody has still to find out why.</summary>
    Open,

    /// <summary>It failed once and must not again.</summary>
    Fixed,
}
