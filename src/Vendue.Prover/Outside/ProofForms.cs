using Vendue.Proofs;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Prover.Outside;

/// <summary>The forms in which an outside prover may hand over what a proof system consists of, for systems that are verified in this process.</summary>
abstract class ProofForms
{
    static readonly ProofForms[] known = [new Groth16Forms()];

    /// <summary>The system, which verifies canonical bytes.</summary>
    public abstract ProofSystem System { get; }

    /// <summary>The forms of a system; null when this process cannot verify it.</summary>
    public static ProofForms? Of(Name system, ushort version) => known.FirstOrDefault(f => f.System.Name == system.ToString() && f.System.Version == version);

    /// <summary>Reads a verifying key.</summary>
    /// <exception cref="ProofFormatException">It is none.</exception>
    public abstract KnownKey ReadKey(ReadOnlyMemory<byte> key);

    /// <summary>A proof's canonical bytes, from these or from snarkjs's JSON.</summary>
    /// <exception cref="ProofFormatException">It is none.</exception>
    public abstract byte[] ReadProof(ReadOnlyMemory<byte> proof);

    /// <summary>Public values' canonical bytes, from these or from snarkjs's JSON.</summary>
    /// <exception cref="ProofFormatException">They are none.</exception>
    public virtual byte[] ReadPublicValues(ReadOnlyMemory<byte> values) => (IsJson(values) ? PublicValuesJson.Parse(values) : PublicValues.Parse(values.Span)).ToBytes();

    /// <summary>No canonical bytes of a field element over BN254 begin with a brace or a bracket: both are above the primes' first byte.</summary>
    protected static bool IsJson(ReadOnlyMemory<byte> bytes) => bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    sealed class Groth16Forms : ProofForms
    {
        public override ProofSystem System { get; } = new Groth16Bn254();

        public override KnownKey ReadKey(ReadOnlyMemory<byte> key)
        {
            var read = IsJson(key) ? VerifyingKeyJson.Parse(key) : VerifyingKey.Parse(key.Span);
            return new KnownKey(new Hash32(read.Hash()), read.ToBytes(), read.PublicCount);
        }

        public override byte[] ReadProof(ReadOnlyMemory<byte> proof) => (IsJson(proof) ? ProofJson.Parse(proof) : Groth16Proof.Parse(proof.Span)).ToBytes();
    }
}

/// <summary>A verifying key that was read.</summary>
/// <param name="Program">Its hash, which names the program.</param>
/// <param name="Canonical">Its canonical bytes.</param>
/// <param name="PublicCount">How many public values its proofs have.</param>
sealed record KnownKey(Hash32 Program, byte[] Canonical, int PublicCount);
