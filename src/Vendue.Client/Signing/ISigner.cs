namespace Vendue.Client;

/// <summary>A key that signs commands for an account.</summary>
public interface ISigner
{
    /// <summary>The account that acts.</summary>
    Name Account { get; }

    /// <summary>What stands in the envelope's key: zero for the owner's Ethereum key.</summary>
    Hash32 Key { get; }

    /// <summary>Signs a command.</summary>
    /// <param name="envelope">The command; its sender and key are the signer's.</param>
    /// <param name="action">The description of the command's action.</param>
    /// <exception cref="ArgumentException">The envelope names another sender, key or action.</exception>
    /// <exception cref="EncodingException">The envelope's body is not canonical.</exception>
    SignedCommand Sign(in CommandEnvelope envelope, ActionDescription action);
}
