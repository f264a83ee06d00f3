namespace DmabufVerify.Properties.Running;

/// <summary>Is told of every case while a run goes on.</summary>
public interface ICaseObserver
{
    /// <summary>One scenario was looked at. Called by all workers at once, and each waits until it returns.</summary>
    void Saw(SeenCase seen);
}
