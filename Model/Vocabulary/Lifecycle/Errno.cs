namespace DmabufVerify.Vocabulary;

/// <summary>How an operation ended, by the kernel's names.</summary>
public enum Errno
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>EINVAL: the request can never be served, or makes no sense in this state.</summary>
    Einval,

    /// <summary>EBUSY: somebody else's mapping, pin or access is in the way.</summary>
    Ebusy,

    /// <summary>ENOMEM: no storage, or no device addresses left.</summary>
    Enomem,

    /// <summary>EIO: the mapping cannot be made.</summary>
    Eio,

    /// <summary>ENODEV: there is no buffer.</summary>
    Enodev,

    /// <summary>EPERM: the exporter refuses.</summary>
    Eperm,

    /// <summary>EACCES: the access is not one that was asked for.</summary>
    Eacces,

    /// <summary>EOPNOTSUPP: the exporter cannot do that at all.</summary>
    Eopnotsupp,

    /// <summary>EDEADLK: the caller would wait for itself for ever. No correct implementation says so.</summary>
    Edeadlk,

    /// <summary>EFAULT: a null pointer would be followed. No correct implementation says so.</summary>
    Efault,
}
