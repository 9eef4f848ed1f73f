using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vendue.Client;
using Vendue.Node.Journal;
using Vendue.Node.Storage;

namespace Vendue.Node.Api;

/// <summary>Ends a request to the interface with an error.</summary>
sealed class ApiException(ApiError error) : Exception(error.Message)
{
    public ApiError Error { get; } = error;
}

/// <summary>How failures are told to callers: a stable code and one sentence, never a stack trace.</summary>
sealed partial class ApiFailure(ILogger<ApiFailure> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        var error = ErrorOf(exception);
        if (error.Status == ApiError.Failed.Status) Failed(exception, httpContext.Request.Path);
        await WriteAsync(httpContext, error).ConfigureAwait(false);
        return true;
    }

    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        context.Response.StatusCode = error.Status;
        return context.Response.WriteAsJsonAsync(ErrorAnswer.Of(error), WireJson.Options, CancellationToken.None);
    }

    static ApiError ErrorOf(Exception exception) => exception switch
    {
        ApiException known => known.Error,
        EncodingException wrong => ApiError.Malformed.Because(wrong.Message),
        StorageException { Code: "too-large" } large => ApiError.TooLarge.Because(large.Message),
        StorageException { Code: "store-full" or "storage-failed" or "blob-damaged" } store => new ApiError(503, store.Code, store.Message),
        StorageException wrong => new ApiError(400, wrong.Code, wrong.Message),
        JournalException { Code: "busy" } busy => new ApiError(503, busy.Code, busy.Message),
        JournalException => ApiError.Stopping,
        BadHttpRequestException { StatusCode: 413 } => ApiError.TooLarge,
        BadHttpRequestException wrong => ApiError.Malformed.Because(wrong.Message),
        OperationCanceledException => ApiError.Stopping,
        _ => ApiError.Failed,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The request for {Path} failed.")]
    partial void Failed(Exception exception, string path);
}
