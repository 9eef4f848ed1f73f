using Vendue.Node.Journal;
using Vendue.Simulation.Tests.Stores;
using Vendue.Simulation.Tests.World;

namespace Vendue.Simulation.Tests.Defects;

/// <summary>The simulation finds what it is there to find: each planted defect breaks a promise within a few seeds.</summary>
public sealed class DefectTests(ITestOutputHelper output)
{
    const int Few = 400;

    static readonly byte[] Genesis = Codec<Genesis>.Of.Encode(Population.Genesis);

    [Fact]
    public void A_node_that_answers_before_it_is_durable_is_found_out() => Found((j, t, o) => new AnswersBeforeItIsDurable(j, t, o));

    [Fact]
    public void A_node_that_turns_away_by_a_state_that_a_crash_undoes_is_found_out() => Found((j, t, o) => new RejectsBeforeItIsDurable(j, t, o));

    [Fact]
    public void A_node_that_forgets_its_answers_is_found_out() => FoundIn(j => new ForgetsAnswers(j));

    [Fact]
    public void A_journal_that_drops_its_tail_is_found_out() => FoundIn(j => new DropsTail(j));

    [Fact]
    public void A_journal_that_reorders_is_found_out() => FoundIn(j => new Reorders(j));

    [Fact]
    public void A_journal_that_swallows_errors_is_found_out() => FoundIn(j => new SwallowsErrors(j));

    [Fact]
    public void A_journal_that_lets_two_write_is_found_out()
    {
        MemoryStore? store = null;
        Found(chance => store = new MemoryStore(chance, Genesis), (j, t, o) => new SimulatedNode(new IgnoresEpochs(j, () => store!.Epoch), t, o));
    }

    [Fact]
    public void A_journal_that_does_not_synchronise_is_found_out() =>
        Found(chance => new NeverSynchronises(chance, Genesis), (j, t, o) => new SimulatedNode(j, t, o));

    void FoundIn(Func<IJournal, IJournal> defect) => Found((j, t, o) => new SimulatedNode(defect(j), t, o));

    void Found(NodeStarter node) => Found(chance => new MemoryStore(chance, Genesis), node);

    void Found(Func<Random, Store> store, NodeStarter node)
    {
        for (int seed = 0; seed < Few; seed++)
        {
            using var simulation = new World.Simulation(seed, store, node);
            try
            {
                simulation.Run();
            }
            catch (Violation found)
            {
                output.WriteLine($"Found with seed {seed}: {found.Message}");
                return;
            }
        }
        Assert.Fail($"The defect broke no promise in {Few} seeds.");
    }

    /// <summary>SQLite as it would be with synchronous = OFF.</summary>
    sealed class NeverSynchronises : Store
    {
        readonly SqliteStore inner;

        public NeverSynchronises(Random chance, byte[] genesis)
        {
            inner = new SqliteStore(chance, genesis);
            inner.Lie(true);
        }

        public override bool IsDead => inner.IsDead;

        public override int Failures => inner.Failures;

        public override IJournal Open() => inner.Open();

        public override void LosePowerAfter(int operations) => inner.LosePowerAfter(operations);

        public override void Restart() => inner.Restart();

        public override void FailOneIn(int operations) => inner.FailOneIn(operations);

        public override void Lie(bool lies)
        {
            // It always does.
        }

        public override void Dispose()
        {
            inner.Dispose();
            base.Dispose();
        }
    }
}
