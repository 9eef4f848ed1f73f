using Vendue.Node.Storage;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Storage;

public sealed class BlobStoreTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_same_bytes_put_many_times_at_once_are_kept_and_counted_once()
    {
        var store = new BlobStore(folder.Path, 1_000, 1_000);
        var bytes = new byte[600];
        var hashes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.PutAsync(bytes, CancellationToken.None))));
        hashes.Distinct().ShouldBe([Hash32.Sha256(bytes)]);
        store.Held.ShouldBe(600);
        new BlobStore(folder.Path, 1_000, 1_000).Held.ShouldBe(600);
        (await store.GetAsync(hashes[0], CancellationToken.None)).ShouldBe(bytes);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_takes_no_room()
    {
        var store = new BlobStore(folder.Path, 500, 1_000);
        await store.PutAsync(new byte[400], CancellationToken.None);
        await store.PutAsync(new byte[401], CancellationToken.None);
        (await Should.ThrowAsync<StorageException>(store.PutAsync(new byte[402], CancellationToken.None))).Code.ShouldBe("store-full");
        (await Should.ThrowAsync<StorageException>(store.PutAsync(new byte[501], CancellationToken.None))).Code.ShouldBe("too-large");
        await store.PutAsync(new byte[100], CancellationToken.None);
        await store.PutAsync(new byte[400], CancellationToken.None);
        store.Held.ShouldBe(901);
    }

    [Fact]
    public async Task Damaged_bytes_are_not_given_out()
    {
        var store = new BlobStore(folder.Path, 500, 1_000);
        var hash = await store.PutAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);
        await File.WriteAllBytesAsync(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Single(), [1, 2, 4]);
        (await Should.ThrowAsync<StorageException>(store.GetAsync(hash, CancellationToken.None))).Code.ShouldBe("blob-damaged");
    }

    [Fact]
    public void What_a_killed_process_left_unfinished_does_not_count_and_is_swept()
    {
        File.WriteAllBytes(folder.Of("half.part"), new byte[100]);
        new BlobStore(folder.Path, 500, 1_000).Held.ShouldBe(0);
        DurableFile.Sweep(folder.Path);
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    public void Dispose() => folder.Dispose();
}
