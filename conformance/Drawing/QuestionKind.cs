namespace DmabufVerify.Conformance.Drawing;

/// <summary>What the kernel can be asked about.</summary>
public enum QuestionKind
{
    /// <summary>sg tables from pages.</summary>
    Tables,

    /// <summary>Mappings for a device, over each backend.</summary>
    Map,

    /// <summary>Sequences of attach, map, unmap and detach.</summary>
    Lifecycle,
}
