namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>What was submitted and is in no block.</summary>
/// <param name="Request">Its request.</param>
/// <param name="Escrow">Its fee.</param>
/// <param name="Number">Its place in the order of arrival.</param>
readonly record struct SubmissionRow(Handle<Request> Request, Handle<Holding> Escrow, ulong Number);

/// <summary>A block with transactions whose proof is not included.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Request">What it includes.</param>
/// <param name="Work">The work of its statement alone, without the empty blocks after it.</param>
readonly record struct HeadRow(ulong Height, Handle<Request> Request, ulong Work);

/// <summary>What the chain counts.</summary>
/// <param name="Starts">When the next height starts: the commit of the block before it.</param>
/// <param name="LastNumber">The number given last to a submission.</param>
readonly record struct Progress(ulong Starts, ulong LastNumber);
