namespace Vendue.Conformance.Tests.Defects;

[Action(64, "ask", "Asks for a proof at a price.")]
public readonly record struct Ask(Hash32 Request, UInt128 Price, ulong Lasts, Name Friend);

[Action(65, "hand-in", "Hands a proof in and is paid.")]
public readonly record struct HandIn(Hash32 Request, Bytes PublicValues);

public readonly record struct AskRow(Handle<Request> Request, UInt128 Price, Handle<Holding> Escrow, Handle<Kernel.Timer> Reminder);

public readonly record struct NumberRow(UInt128 Number);

