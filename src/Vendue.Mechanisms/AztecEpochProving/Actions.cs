namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>A prover puts money into the escrow from which its bonds are taken.</summary>
[Action(64, "deposit-bond", "Puts money into the escrow from which the sender's bonds are taken, without further consent, when its quotes are claimed.")]
public readonly record struct DepositBond(
    [property: Meaning("How much, in base units of the collateral asset")] UInt128 Amount);

/// <summary>A prover asks for its deposit back.</summary>
[Action(65, "start-withdraw", "Asks for part of the deposit back; it can be taken out after the delay. Replaces an earlier request.")]
public readonly record struct StartWithdraw(
    [property: Meaning("How much, in base units of the collateral asset")] UInt128 Amount);

/// <summary>A prover takes out what it asked for.</summary>
[Action(66, "execute-withdraw", "Takes out what was asked for, when the delay is over and the deposit still has it.")]
public readonly record struct ExecuteWithdraw;

/// <summary>The proposer of a slot proposes its block.</summary>
/// <param name="Coinbase">Who earns the block's reward, less the prover's share; empty for nobody, then the prover has it all.</param>
/// <param name="Fees">The fees of the block's transactions, which the sender has collected and pays in.</param>
/// <param name="CongestionCost">What a unit of mana costs at this block, burnt.</param>
/// <param name="ManaUsed">How much mana the block uses.</param>
/// <param name="Request">The id of the request for the block's statement; zero where it has none.</param>
/// <param name="Statement">What is to be proven of the block.</param>
[Action(69, "propose", "Proposes the block of the current slot: at most one a slot, and at most one with a statement in an epoch.")]
public readonly record struct Propose(
    [property: Meaning("Who earns the block's reward less the prover's share; empty for nobody")] Name Coinbase,
    [property: Meaning("The fees of the block's transactions, paid in by the sender, in base units of the payment asset")] UInt128 Fees,
    [property: Meaning("What a unit of mana costs at this block, in base units; burnt"), Optional] UInt128 CongestionCost,
    [property: Meaning("How much mana the block uses"), Optional] UInt128 ManaUsed,
    [property: Meaning("The id of the request for the block's statement, chosen by the sender; zero where it has none"), Optional] Hash32 Request,
    [property: Meaning("What is to be proven of the block; disregarded where it has no request")] Statement Statement);

/// <summary>A prover publishes a quote: it binds the prover to whoever claims it.</summary>
/// <param name="Quote">The quote; its prover is the sender.</param>
[Action(70, "quote", "Publishes a quote for an epoch. It binds: whoever may claim it takes the bond from the sender's deposit. A later quote for the same epoch replaces it here.")]
public readonly record struct PublishQuote([property: Meaning("The quote; its prover is the sender")] Quote Quote);

/// <summary>The proposer of a slot claims the oldest epoch for a published quote.</summary>
/// <param name="Quote">The quote, as published.</param>
[Action(71, "claim", "Claims the oldest unproven epoch for the prover of a published quote, and takes its bond.")]
public readonly record struct ClaimEpoch([property: Meaning("The quote, as published")] Quote Quote);

/// <summary>The proposer of a slot claims the oldest epoch for a quote that its prover signed outside the market.</summary>
/// <param name="Quote">The quote.</param>
/// <param name="Signature">The prover's signature of kind "quote" over <see cref="Quote.Message"/>.</param>
[Action(72, "claim-signed", "Claims the oldest unproven epoch for the prover of a quote that was signed outside the market, and takes its bond.")]
public readonly record struct ClaimSigned(
    [property: Meaning("The quote")] Quote Quote,
    [property: Meaning("The prover's signature, of kind \"quote\", over the quote's message")] Bytes Signature);

/// <summary>Anybody proves the oldest epoch; the money goes to the prover of its claim.</summary>
/// <param name="Request">The epoch's request.</param>
/// <param name="Program">The program proven.</param>
/// <param name="System">The proof system.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
/// <param name="Through">The last block that it proves; 0 for the epoch's last.</param>
[Action(74, "proof", "Proves the oldest unproven epoch. Anybody may send it; the money goes to the prover of the claim, or to the sender if there is none.")]
public readonly record struct ProveEpoch(
    [property: Meaning("The epoch's request")] Hash32 Request,
    [property: Meaning("The program proven, by the hash of its verifying key"), Optional] Hash32 Program,
    [property: Meaning("The proof system")] Name System,
    [property: Meaning("The public values")] Bytes PublicValues,
    [property: Meaning("The proof's bytes, by their SHA-256")] Hash32 Proof,
    [property: Meaning("The last block that it proves, by its height; 0 for the epoch's last"), Optional] ulong Through);
