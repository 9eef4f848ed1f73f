namespace Vendue.Mechanisms.Mina;

/// <summary>Bundles come and go with the scan state.</summary>
public sealed partial class Snarketplace
{
    /// <summary>Makes the bundles that can be proved now the ones on the market, in their order; from time to time drops those that are none any more.</summary>
    void Refresh(ScanState state)
    {
        var provable = state.Provable();
        var referenced = new HashSet<Bundle>(provable);
        foreach (var handle in bundles)
            if (bundles[handle] is { IsReferenced: true } row && !referenced.Contains(row.Bundle)) bundles.Write(handle, row with { Order = uint.MaxValue });
        for (int i = 0; i < provable.Count; i++)
        {
            if (!bundleByJobs.TryFind(provable[i], out var handle)) OpenBundle(provable[i], (uint)i);
            else if (bundles[handle].Order != (uint)i) bundles.Write(handle, bundles[handle] with { Order = (uint)i });
        }
        if (chain.Value.Blocks % parameters.PurgeEvery == 0) Purge();
    }

    /// <summary>Opens a bundle as a request of the treasury's: its buyer is not known yet. Where the market has no room it is tried again with the next block.</summary>
    void OpenBundle(in Bundle bundle, uint order)
    {
        var statement = StatementOf(bundle.First);
        if (bundle.Count > 1) statement = statement with { Work = statement.Work + StatementOf(bundle.Second).Work };
        var (jobsOf, id) = (bundle, bundle.Id());
        Scope.Attempt(() =>
        {
            if (Scope.OpenRequest(id, Account.Treasury, statement, Later(Scope.Now, longestLife), out var request) is { IsRefused: true } noRoom) return noRoom;
            if (!bundles.TryAdd(new BundleRow(jobsOf, request, order), out _)) return bundles.Full;
            Scope.Emit(new BundleOpened(id, jobsOf));
            return Outcome.Applied;
        });
    }

    void Purge()
    {
        foreach (var handle in bundlesInOrder.At(uint.MaxValue).ToArray())
        {
            var request = bundles[handle].Request;
            Forget(handle);
            Requests.End(request, Ending.Expired);
        }
    }

    /// <summary>Drops a bundle's rows; its request is for the caller to end.</summary>
    void Forget(Handle<BundleRow> handle)
    {
        bool hadOffer = offerOf.TryFind(handle, out _);
        Scope.Emit(new BundleDropped(KeyOf(handle), hadOffer));
        RemoveBundle(handle);
    }

    void RemoveBundle(Handle<BundleRow> handle)
    {
        if (offerOf.TryFind(handle, out var offer)) offers.Remove(offer);
        if (commitmentOf.TryFind(handle, out var commitment)) RemoveCommitment(commitment);
        bundles.Remove(handle);
    }
}
