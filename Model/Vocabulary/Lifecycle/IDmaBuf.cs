namespace DmabufVerify.Vocabulary;

/// <summary>
/// A buffer that devices share, as one of those who are compared implements it: made for one scenario, not exported yet.
/// </summary>
public interface IDmaBuf
{
    /// <summary>Does one operation. The device it names is one of the scenario's.</summary>
    StepResult Apply(Operation operation);

    /// <summary>What can be observed now. O(attachments).</summary>
    BufferView View { get; }
}
