using Vendue.Proofs.ZkVms;

namespace Vendue.Proofs.Tests.ZkVms;

/// <summary>The world's receipts, as they were published: see receipts.tsv.</summary>
public sealed class PublicReceiptTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_public_receipt_of_a_known_release_is_accepted()
    {
        PublicReceipt.Require();
        foreach (var receipt in PublicReceipt.Genuine)
        {
            var (program, values, proof) = receipt.Read();
            var check = receipt.ReceiptSystem.Check(ReceiptProgram.Of(receipt.ReceiptSystem, program, receipt.Release).ToBytes(), values, proof);
            check.Code.ShouldBe("valid", receipt.ToString());
            check.Verdict.ShouldBe(ProofVerdict.Valid);
            check.Verifier.ShouldNotBeNull().Version.ShouldBe(receipt.Release);
            proof[..4].ShouldBe(check.Verifier.Selector.ToArray());
        }

        output.WriteLine($"{PublicReceipt.Genuine.Count()} public receipts accepted.");
    }

    [Fact]
    public void Every_known_release_has_a_public_receipt()
    {
        var releases = ProofSystems.All.OfType<ReceiptSystem>().SelectMany(s => s.Verifiers.Select(v => (s.Name, v.Version)));
        PublicReceipt.Genuine.Select(r => (r.System, r.Release)).Distinct().Order().ShouldBe(releases.Order());
    }

    [Fact]
    public void Every_tampered_copy_of_a_public_receipt_is_refused()
    {
        PublicReceipt.Require();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var receipt in PublicReceipt.Genuine)
        {
            foreach (var copy in Tampering.Of(receipt))
            {
                receipt.ReceiptSystem.Verify(copy.Key, copy.PublicValues, copy.Proof).ShouldNotBe(ProofVerdict.Valid, $"{receipt}: {copy.What}");
                counts[copy.What] = counts.GetValueOrDefault(copy.What) + 1;
            }
        }

        output.WriteLine($"{counts.Values.Sum()} tampered copies refused: {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}.");
    }

    [Fact]
    public void A_receipt_of_a_release_that_is_not_known_is_refused_by_its_selector()
    {
        PublicReceipt.Require();
        var unknown = PublicReceipt.All.Where(r => r.Expected == "unknown").ToList();
        foreach (var receipt in unknown)
        {
            var (program, values, proof) = receipt.Read();
            var check = receipt.ReceiptSystem.Check(ReceiptProgram.Of(receipt.ReceiptSystem, program).ToBytes(), values, proof);
            (check.Verdict, check.Code).ShouldBe((ProofVerdict.Malformed, "selector-unknown"), receipt.ToString());
            check.Message.ShouldContain(Convert.ToHexStringLower(proof[..4]));
        }

        output.WriteLine($"{unknown.Count} receipts of unknown releases refused.");
    }

    [Fact]
    public void A_receipt_published_with_other_public_values_than_were_proven_is_refused()
    {
        PublicReceipt.Require();
        foreach (var receipt in PublicReceipt.All.Where(r => r.Expected == "altered"))
        {
            var (program, values, proof) = receipt.Read();
            receipt.ReceiptSystem.Check(ReceiptProgram.Of(receipt.ReceiptSystem, program).ToBytes(), values, proof).Code.ShouldBe("proof-invalid");
        }
    }
}
