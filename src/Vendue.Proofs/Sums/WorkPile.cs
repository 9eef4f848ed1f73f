using System.Runtime.ExceptionServices;

namespace Vendue.Proofs.Sums;

/// <summary>
/// Pieces of work that threads take from one pile, the latest first; a piece may lay more on the pile. So threads stay busy
/// whatever the sizes of the sums are that the pieces belong to, and a sum is finished before the next one is begun.
/// </summary>
/// <param name="options">Threads and cancellation.</param>
sealed class WorkPile(ParallelOptions options)
{
    readonly Stack<Action<BucketWorkspaces>> pieces = [];
    readonly HashSet<IDisposable> secrets = [];
    int atWork;
    ExceptionDispatchInfo? failure;

    /// <summary>Looked at by pieces that take long.</summary>
    public CancellationToken Cancellation => options.CancellationToken;

    /// <summary>Most threads at work.</summary>
    public int Threads => options.MaxDegreeOfParallelism < 0 ? Environment.ProcessorCount : options.MaxDegreeOfParallelism;

    /// <summary>Lays a piece on the pile.</summary>
    /// <param name="piece">What to do, given the workspaces of the thread that does it.</param>
    public void Add(Action<BucketWorkspaces> piece)
    {
        lock (pieces)
        {
            pieces.Push(piece);
            Monitor.Pulse(pieces);
        }
    }

    /// <summary>Takes charge of something secret: it is disposed of when forgotten, or when the work ends in whatever way.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="secret">The secret.</param>
    /// <returns>The secret.</returns>
    public T Guard<T>(T secret)
        where T : IDisposable
    {
        lock (pieces)
            secrets.Add(secret);
        return secret;
    }

    /// <summary>Disposes of something that was guarded.</summary>
    /// <param name="secret">The secret.</param>
    public void Forget(IDisposable secret)
    {
        lock (pieces)
            secrets.Remove(secret);
        secret.Dispose();
    }

    /// <summary>Works until the pile is gone.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Run()
    {
        try
        {
            Cancellation.ThrowIfCancellationRequested();
            if (Threads == 1)
                Work();
            else
                Parallel.For(0, Threads, options, _ => Work());
            failure?.Throw();
        }
        finally
        {
            foreach (IDisposable secret in secrets)
                secret.Dispose();
        }
    }

    void Work()
    {
        using var workspaces = new BucketWorkspaces(Cancellation);
        while (Take() is { } piece)
        {
            ExceptionDispatchInfo? thrown = null;
            try
            {
                Cancellation.ThrowIfCancellationRequested();
                piece(workspaces);
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again by the thread that waits for the sum.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                thrown = ExceptionDispatchInfo.Capture(exception);
            }

            lock (pieces)
            {
                atWork--;
                failure ??= thrown;
                if (atWork == 0 || failure is not null)
                    Monitor.PulseAll(pieces);
            }
        }
    }

    /// <summary>A piece, waited for while others are at work that may lay down more; null when all is done, or something failed.</summary>
    Action<BucketWorkspaces>? Take()
    {
        lock (pieces)
        {
            while (failure is null)
            {
                if (pieces.TryPop(out Action<BucketWorkspaces>? piece))
                {
                    atWork++;
                    return piece;
                }

                if (atWork == 0)
                    return null;
                Monitor.Wait(pieces);
            }

            return null;
        }
    }
}
