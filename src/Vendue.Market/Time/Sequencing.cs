namespace Vendue.Kernel;

/// <summary>The sequencer lets time pass where nothing else happens.</summary>
[Action(6, "tick", "The sequencer lets time pass, so that timers fire where nothing else happens.")]
public readonly record struct Tick;

/// <summary>The sequencer reveals the operator's next link.</summary>
/// <param name="Value">The preimage, under SHA-256, of the link before it.</param>
[Action(7, "reveal-beacon", "The sequencer reveals the next link of the operator's hash chain: the beacon's next value, or the opening of a round of its parties.")]
public readonly record struct RevealBeacon(Hash32 Value);

/// <summary>The sequencer records that a proof arrived, before it is verified: the instant by which it is judged.</summary>
/// <param name="Digest">The id of the command that carries the proof.</param>
/// <param name="Request">The request it is for.</param>
/// <param name="Prover">Who sent it.</param>
[Action(8, "receive-proof", "The sequencer records that a proof arrived, before it is verified.")]
public readonly record struct ReceiveProof(Hash32 Digest, Hash32 Request, Name Prover);

/// <summary>The sequencer gives a received proof up: its command was refused before it reached the market.</summary>
/// <param name="Digest">The id of the command that carried it.</param>
[Action(9, "drop-proof", "The sequencer gives up a received proof whose command never reached the market.")]
public readonly record struct DropProof(Hash32 Digest);

readonly record struct Clock(ulong Now, ulong Block, ulong Sequence);

/// <summary>The facts that only the sequencer states.</summary>
sealed class Sequencing
{
    static readonly Name Sequencer = "sequencer";

    readonly Market market;

    public Sequencing(Market market)
    {
        this.market = market;
        market.On<Tick>((in call, in _) => AsSequencer(call, Outcome.Applied));
        market.On<RevealBeacon>(Reveal);
        market.On<ReceiveProof>(Receive);
        market.On<DropProof>(Drop);
    }

    Outcome AsSequencer(in Call call, Outcome otherwise) => market.Holds(Sequencer, call.Sender) ? otherwise : Refused.NotAuthorised;

    Outcome Reveal(in Call call, in RevealBeacon action)
    {
        if (AsSequencer(call, Outcome.Applied) is { IsRefused: true } refusal) return refusal;
        return market.Beacon.Reveal(action.Value);
    }

    Outcome Receive(in Call call, in ReceiveProof action)
    {
        if (AsSequencer(call, Outcome.Applied) is { IsRefused: true } refusal) return refusal;
        return market.Ledger.TryFind(action.Prover, out Account prover) ? market.Requests.Receive(action.Digest, action.Request, prover) : Refused.UnknownAccount;
    }

    Outcome Drop(in Call call, in DropProof action)
    {
        if (AsSequencer(call, Outcome.Applied) is { IsRefused: true } refusal) return refusal;
        return market.Requests.TryJudge(action.Digest, out _) ? Outcome.Applied : Refused.UnknownReceipt;
    }
}
