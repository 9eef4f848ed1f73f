using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Tests.Sums;

public sealed class WorkPileSpecification
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_piece_is_done_once_those_too_that_pieces_lay_down(int threads)
    {
        const int pieces = 20;
        int done = 0;
        var pile = new WorkPile(new ParallelOptions { MaxDegreeOfParallelism = threads });
        for (int i = 0; i < pieces; i++)
        {
            pile.Add(_ =>
            {
                for (int j = 0; j < pieces; j++)
                    pile.Add(_ => Interlocked.Increment(ref done));
            });
        }

        pile.Run();
        done.ShouldBe(pieces * pieces);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_piece_throws_ends_the_work_and_is_thrown_to_who_waits(int threads)
    {
        var pile = new WorkPile(new ParallelOptions { MaxDegreeOfParallelism = threads });
        for (int i = 0; i < 10; i++)
            pile.Add(_ => throw new InvalidOperationException("a piece that fails"));
        Should.Throw<InvalidOperationException>(pile.Run).Message.ShouldBe("a piece that fails");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_token_cancelled_by_a_piece_ends_the_work(int threads)
    {
        using var source = new CancellationTokenSource();
        var pile = new WorkPile(new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = source.Token });
        Again();
        Should.Throw<OperationCanceledException>(pile.Run);

        // The work would never end by itself.
        void Again() => pile.Add(_ =>
        {
            Again();
            source.Cancel();
        });
    }

    [Fact]
    public void Secrets_are_disposed_of_when_forgotten_or_when_the_work_fails()
    {
        var pile = new WorkPile(new ParallelOptions { MaxDegreeOfParallelism = 1 });
        var forgotten = new MemoryStream();
        var kept = new MemoryStream();
        pile.Add(_ =>
        {
            pile.Guard(kept);
            pile.Forget(pile.Guard(forgotten));
            forgotten.CanRead.ShouldBeFalse();
            kept.CanRead.ShouldBeTrue();
            throw new InvalidOperationException("a piece that fails");
        });
        Should.Throw<InvalidOperationException>(pile.Run);
        kept.CanRead.ShouldBeFalse();
    }
}
