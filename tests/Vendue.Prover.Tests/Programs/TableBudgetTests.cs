using Vendue.Proofs.Groth16;
using Vendue.Prover.Programs;
using Fr = Vendue.Proofs.Fields.PrimeField<Vendue.Proofs.Fields.ScalarModulus>;

namespace Vendue.Prover.Tests.Programs;

public sealed class TableBudgetTests
{
    const int Constraints = 20;
    const long Bytes = 1_000_000;

    static readonly ZKey Key = MakeKey();

    [Fact]
    public async Task What_one_circuit_takes_the_next_one_lacks_until_it_is_returned()
    {
        long taken = await BytesOfFullTables();
        using var budget = new TableBudget(taken);
        var (first, second, third) = (new Groth16Prover(Key), new Groth16Prover(Key), new Groth16Prover(Key));
        await budget.BuildAsync(first, TestContext.Current.CancellationToken);
        first.TableBytes.ShouldBe(taken);
        await budget.BuildAsync(second, TestContext.Current.CancellationToken);
        second.TableBytes.ShouldBe(0);
        budget.Return(first);
        await budget.BuildAsync(third, TestContext.Current.CancellationToken);
        third.TableBytes.ShouldBe(taken);
    }

    [Fact]
    public async Task A_build_that_is_cancelled_takes_nothing()
    {
        long taken = await BytesOfFullTables();
        using var budget = new TableBudget(taken);
        await Should.ThrowAsync<OperationCanceledException>(() => budget.BuildAsync(new Groth16Prover(Key), new CancellationToken(canceled: true)));
        var next = new Groth16Prover(Key);
        await budget.BuildAsync(next, TestContext.Current.CancellationToken);
        next.TableBytes.ShouldBe(taken);
    }

    static async Task<long> BytesOfFullTables()
    {
        using var ample = new TableBudget(Bytes);
        var prover = new Groth16Prover(Key);
        await ample.BuildAsync(prover, TestContext.Current.CancellationToken);
        prover.TableBytes.ShouldBeInRange(1, Bytes);
        return prover.TableBytes;
    }

    /// <summary>A chain of squares.</summary>
    static ZKey MakeKey()
    {
        var side = SparseMatrix.FromEntries(Constraints, [.. Enumerable.Range(0, Constraints).Select(i => (i, i + 1, Fr.One))]);
        var products = SparseMatrix.FromEntries(Constraints, [.. Enumerable.Range(0, Constraints).Select(i => (i, i + 2, Fr.One))]);
        return DevelopmentSetup.Run(new R1cs(Constraints + 2, 1, side, side, products), "tables"u8, degreeOfParallelism: 1);
    }
}
