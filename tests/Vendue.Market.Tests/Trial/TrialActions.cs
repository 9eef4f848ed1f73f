namespace Vendue.Kernel.Tests;

[Action(64, "post", "Posts a request with a reward in escrow.")]
public readonly record struct Post(Hash32 Key, UInt128 Reward, ulong Ends, Statement Statement);

[Action(65, "take", "Takes a request under a bond until an instant.")]
public readonly record struct Take(Hash32 Request, UInt128 Bond, ulong Due);

[Action(66, "deliver", "Delivers a proof.")]
public readonly record struct Deliver(Hash32 Request);

[Action(67, "give", "Gives money to several accounts, each on its own.")]
public readonly record struct Give(Gift[] Gifts);

public readonly record struct Gift(Name To, UInt128 Amount, bool Mark);

[Action(68, "note", "Writes, changes and removes notes, then refuses if asked to.")]
public readonly record struct Note(NoteStep[] Steps, bool Refuse);

public readonly record struct NoteStep(ulong Key, ulong Value, bool Remove);

[Action(69, "draw", "Draws.")]
public readonly record struct Draw(Bytes What);

[Action(70, "divide", "Divides a product.")]
public readonly record struct Divide(UInt128 A, UInt128 B, UInt128 By);

[Action(71, "remind", "Sets a timer that tells its payload.")]
public readonly record struct Remind(ulong Due, byte Phase, ulong Payload, bool Refuse);

[Action(72, "forget", "Cancels the timer set last.")]
public readonly record struct Forget;

[Action(73, "break", "Throws, as a defect would.")]
public readonly record struct Break;

[Action(74, "draw-later", "Draws when a timer fires.")]
public readonly record struct DrawLater(ulong Due);

[Action(75, "chase", "Sets a timer that sets itself again at once, until it is refused.")]
public readonly record struct Chase(ulong Due);

[Action(76, "await-draw", "Draws with a value of the beacon that nobody knows yet, or tells that none came.")]
public readonly record struct AwaitDraw(ulong Until, byte Number);

/// <summary>An action that no market of these tests declares.</summary>
[Action(1023, "undeclared", "Nobody understands it.")]
public readonly record struct Undeclared;

[Event(64, "told")]
public readonly record struct Told(ulong Due, ulong Payload, ulong Now);

[Event(65, "drawn")]
public readonly record struct Drawn(Hash32 Value);

[Event(66, "noted")]
public readonly record struct Noted(ulong Key, ulong Value);

public readonly record struct NoteRow(ulong Key, ulong Value);

public readonly record struct TakenRow(Handle<Request> Request, Account Prover, Handle<Holding> Escrow, Handle<Holding> Bond, ulong Due, Handle<Timer> Timer);
