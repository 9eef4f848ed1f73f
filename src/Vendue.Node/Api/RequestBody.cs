using System.Buffers;
using Microsoft.AspNetCore.Http;
using Vendue.Client;

namespace Vendue.Node.Api;

/// <summary>Bodies of requests, read up to a limit.</summary>
static class RequestBody
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int most)
    {
        if (request.ContentLength > most) throw new ApiException(ApiError.TooLarge);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            if (read.Buffer.Length > most) throw new ApiException(ApiError.TooLarge);
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
