using CsCheck;
using Vendue.Proofs.Statements;

namespace Vendue.Proofs.Tests.Statements;

public class PoseidonTreeTests
{
    static Fr RootFrom(Fr leaf, int index, Fr[] siblings)
    {
        foreach (var sibling in siblings)
        {
            leaf = (index & 1) == 0 ? Poseidon.Hash(leaf, sibling) : Poseidon.Hash(sibling, leaf);
            index >>= 1;
        }
        return leaf;
    }

    [Fact]
    public void Siblings_lead_from_every_leaf_to_the_root() =>
        Gen.Select(Gen.Int[0, 31], Gen.ULong).Array[0, 8].Sample(changes =>
        {
            var tree = new PoseidonTree(5);
            foreach (var (index, leaf) in changes) tree[index] = Fr.FromInteger(leaf);
            for (var i = 0; i < 32; i++) RootFrom(tree[i], i, tree.Siblings(i)).ShouldBe(tree.Root);
        }, iter: 20);

    [Fact]
    public void A_leaf_outside_is_refused()
    {
        var tree = new PoseidonTree(2);
        Should.Throw<ArgumentOutOfRangeException>(() => tree[4]);
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Siblings(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new PoseidonTree(21));
    }
}
