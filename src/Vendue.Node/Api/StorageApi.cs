using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vendue.Client;
using Vendue.Node.Storage;

namespace Vendue.Node.Api;

/// <summary>Blobs (inputs and proofs) and programs (verifying keys), put and fetched by hash.</summary>
sealed class StorageApi(BlobStore blobs, ProgramStore programs, RequestBodies bodies)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/v1/blobs", PutBlobAsync).WithName("putBlob").WithSummary("Stores bytes and answers with their SHA-256.")
            .Accepts<byte[]>("application/octet-stream").Produces<BlobStored>().Produces<ErrorAnswer>(413);
        routes.MapGet("/v1/blobs/{hash}", (string hash, CancellationToken stop) => SendAsync(hash, blobs.GetAsync, stop))
            .WithName("getBlob").WithSummary("Fetches stored bytes.").Produces<byte[]>(200, "application/octet-stream").Produces<ErrorAnswer>(404);
        routes.MapPut("/v1/programs", PutProgramAsync).WithName("putProgram").WithSummary("Registers a verifying key, after checking all its points.")
            .Accepts<byte[]>("application/octet-stream").Produces<ProgramStored>().Produces<ErrorAnswer>(400);
        routes.MapGet("/v1/programs/{hash}", (string hash, CancellationToken stop) => SendAsync(hash, programs.GetAsync, stop))
            .WithName("getProgram").WithSummary("Fetches a verifying key.").Produces<byte[]>(200, "application/octet-stream").Produces<ErrorAnswer>(404);
    }

    async Task<IResult> PutBlobAsync(HttpRequest request)
    {
        var bytes = await bodies.ReadAsync(request, blobs.Largest).ConfigureAwait(false);
        var hash = await blobs.PutAsync(bytes, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Results.Json(new BlobStored(hash, bytes.Length), WireJson.Options);
    }

    async Task<IResult> PutProgramAsync(HttpRequest request)
    {
        var bytes = await bodies.ReadAsync(request, ProgramStore.LargestKey).ConfigureAwait(false);
        return Results.Json(new ProgramStored(await programs.PutAsync(bytes, request.HttpContext.RequestAborted).ConfigureAwait(false)), WireJson.Options);
    }

    static async Task<IResult> SendAsync(string name, Func<Hash32, CancellationToken, Task<byte[]?>> get, CancellationToken stop)
    {
        if (!Hash32.TryParse(name, out var hash)) throw new ApiException(ApiError.Malformed.Because("The name must be 0x and 64 hexadecimal digits."));
        return await get(hash, stop).ConfigureAwait(false) is { } bytes ? Results.Bytes(bytes, "application/octet-stream") : throw new ApiException(ApiError.Unknown);
    }
}
