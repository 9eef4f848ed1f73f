using System.Buffers;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Vendue.Client;

namespace Vendue.Node.Api;

/// <summary>Bodies of requests, read up to a limit, and only so many bytes from one address.</summary>
sealed class RequestBodies(NodeOptions options) : IDisposable
{
    const int Unit = 1024;
    const int BurstSeconds = 60;

    readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        RateLimitPartition.GetTokenBucketLimiter(Origin.Of(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = (int)(long.Max((long)options.BytesPerSecond * BurstSeconds, long.Max(options.LargestBlob, options.LargestCommand)) / Unit) + 1,
            TokensPerPeriod = (options.BytesPerSecond / Unit) + 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int most)
    {
        if (request.ContentLength > most) throw new ApiException(ApiError.TooLarge);
        if (request.ContentLength is { } announced) Count(request.HttpContext, announced);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            if (read.IsCompleted || read.Buffer.Length > most)
            {
                long length = read.Buffer.Length;
                var bytes = length > most ? [] : read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                if (length > most) throw new ApiException(ApiError.TooLarge);
                if (request.ContentLength is null) Count(request.HttpContext, length);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose() => limiter.Dispose();

    void Count(HttpContext context, long bytes)
    {
        using var lease = limiter.AttemptAcquire(context, (int)(bytes / Unit) + 1);
        if (!lease.IsAcquired) throw new ApiException(ApiError.TooMany);
    }
}

/// <summary>Where a request comes from, as far as limits are concerned.</summary>
static class Origin
{
    const int NetworkBytes = 8;

    /// <summary>The address; of an IPv6 address its network of 64 bits, whose addresses one host may change at will.</summary>
    public static IPAddress Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length > NetworkBytes) bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
