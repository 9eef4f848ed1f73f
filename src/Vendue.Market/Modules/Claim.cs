namespace Vendue.Kernel;

/// <summary>Something that an action claims and that is checked before the action is sequenced; the command carries the verdict on each, in order.</summary>
/// <param name="Request">The request it concerns; zero for none. Deadlines of the request wait, within bounds, for the verdict.</param>
public abstract record Claim(Hash32 Request);

/// <summary>A proof that an action carries: which statement it claims to prove, and where its bytes are.</summary>
/// <param name="Request">The request it is for; zero for none.</param>
/// <param name="Program">The program, by the hash of its verifying key.</param>
/// <param name="System">The proof system.</param>
/// <param name="PublicValues">The public values claimed.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
public sealed record ProofClaim(Hash32 Request, Hash32 Program, Name System, Bytes PublicValues, Hash32 Proof) : Claim(Request);

/// <summary>That a witness generator makes no witness of an input: <see cref="Verdict.Unexecutable"/> when it makes none, <see cref="Verdict.Valid"/> when it does.</summary>
/// <param name="Request">The request it is about.</param>
/// <param name="Generator">The generator's module, by its SHA-256.</param>
/// <param name="Input">The input, by its SHA-256.</param>
public sealed record WitnessClaim(Hash32 Request, Hash32 Generator, Hash32 Input) : Claim(Request);

/// <summary>
/// An offer or approval that was signed outside the market and is presented by another. The signature covers the market's
/// genesis, the kind and the message; whether it may be used again is for the mechanism to say (an expiry, a used-up row).
/// </summary>
/// <param name="Signer">The account whose owner's key signed.</param>
/// <param name="Kind">What is signed, such as "quote": a signature over one kind is none over another.</param>
/// <param name="Message">The message, in its canonical encoding.</param>
/// <param name="Signature">The signature.</param>
public sealed record SignatureClaim(Name Signer, Name Kind, Bytes Message, Bytes Signature) : Claim(default(Hash32));
