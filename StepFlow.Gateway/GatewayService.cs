using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StepFlow.Aws.Tracing;
using StepFlow.Gateway.Cors;
using StepFlow.Gateway.Events;
using StepFlow.Gateway.Recent;
using StepFlow.Gateway.Routes;

namespace StepFlow.Gateway;

/// <summary>Answers the requests of one API: route, event, function, reply.</summary>
public sealed class GatewayService(
    GatewayApi api, IFunctionInvoker functions, TimeProvider time, ILogger<GatewayService> logger, Func<Guid>? newId = null)
{
    /// <summary>What AWS takes as a body.</summary>
    public const int MostBodyBytes = 10 * 1024 * 1024;

    private const int MostHeaderBytes = 10_240;

    private readonly Func<Guid> _newId = newId ?? RequestIds.NewGuid;
    private readonly RouteTable _routes = new(api);
    private readonly RecentExchanges _recent = new();

    public GatewayApi Api => api;

    public IRecentExchanges Recent => _recent;

    /// <param name="request">The request; a body longer than <see cref="MostBodyBytes"/> may be cut off after that.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public async Task<GatewayResponse> HandleAsync(GatewayRequest request, CancellationToken stopping) =>
        (await ExchangeAsync(request, stopping)).Response;

    /// <summary>Sends a request again, in a trace of its own.</summary>
    /// <param name="request">That of an earlier exchange, or a changed one.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public Task<GatewayExchange> ReplayAsync(GatewayRequest request, CancellationToken stopping) =>
        ExchangeAsync(request.WithoutTrace(), stopping);

    private async Task<GatewayExchange> ExchangeAsync(GatewayRequest request, CancellationToken stopping)
    {
        using var activity = GatewayTelemetry.StartRequest(request, api);
        var ids = RequestIds.From(_newId());
        var trace = GatewayTelemetry.ContextFor(activity, request);
        var at = time.GetUtcNow();
        var started = time.GetTimestamp();

        // A preflight request is no function's, whatever its route.
        var preflight = api.Cors is not null && CorsHeaders.IsPreflight(request);
        var match = preflight ? null : _routes.Match(request.Method, request.Path);
        if (match is not null)
        {
            activity.SetRoute(match.Route, ids.RequestId);
        }

        var call = match is null ? null : new GatewayCall(api, match, request, ids, at, trace);
        var outcome = preflight ? new(CorsHeaders.Preflight(api.Cors!, request), Problem: null) : await AnswerAsync(request, call, stopping);
        var response = Stamp(preflight || api.Cors is not { } cors ? outcome.Response : CorsHeaders.Applied(cors, request, outcome.Response), ids, trace);
        activity.SetOutcome(response.Status, outcome.Problem);
        var duration = time.GetElapsedTime(started);
        Log(request, response.Status, outcome.Problem, duration);
        var exchange = new GatewayExchange(
            ids.RequestId, api.Name, at, duration, trace.TraceId.ToHexString(), match?.Route.Key, match?.Route.Function,
            request, outcome.Event, outcome.Reply, response, outcome.Problem);
        _recent.Add(exchange);
        return exchange;
    }

    private async Task<Outcome> AnswerAsync(GatewayRequest request, GatewayCall? call, CancellationToken stopping)
    {
        if (request.Headers.Sum(header => header.Name.Length + header.Value.Length) > MostHeaderBytes)
        {
            return Failed(GatewayFailure.HeadersTooLarge, $"the headers are longer than {MostHeaderBytes} bytes");
        }

        if (request.Body.Length > MostBodyBytes)
        {
            return Failed(GatewayFailure.RequestTooLarge, $"the body is longer than {MostBodyBytes} bytes");
        }

        return call?.Match.Route switch
        {
            null => Failed(GatewayFailure.NoRoute, $"no route fits. {api.Name} serves {string.Join(", ", api.Routes.Select(r => $"{r.Method} {api.PathPrefix}{r.Path}"))}"),
            { Mock: { } mock } => new(mock, Problem: null),
            { Function: var function } => await InvokeAsync(call, function!, stopping),
        };
    }

    private async Task<Outcome> InvokeAsync(GatewayCall call, string function, CancellationToken stopping)
    {
        var sent = LambdaProxy.Event(call);
        var invocation = functions.InvokeAsync(function, sent, XRayTraceHeader.Format(call.Trace), stopping);
        FunctionReply? reply = null;
        try
        {
            reply = await invocation.WaitAsync(api.Timeout, time, stopping);
            if (reply.Error is not null)
            {
                return Failed(GatewayFailure.BadReply, $"function '{function}' failed ({reply.Error})", sent, reply);
            }

            return new(LambdaProxy.Response(call, reply.Payload), Problem: null, sent, reply);
        }
        catch (MalformedReplyException e)
        {
            return Failed(GatewayFailure.BadReply, $"what function '{function}' answered cannot be passed on: {e.Message}", sent, reply);
        }
        catch (TimeoutException)
        {
            // The function runs on, as on AWS; nobody waits for what becomes of it.
            _ = invocation.ContinueWith(left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return Failed(GatewayFailure.TimedOut, $"function '{function}' took longer than {api.Timeout.TotalSeconds} s", sent);
        }
        catch (FunctionNotInvokedException e)
        {
            return Failed(Failure(e.Reason), e.Message, sent);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.RequestBroke(e, call.Request.Method, call.Request.Path);
            return Failed(GatewayFailure.NotInvoked, e.Message, sent);
        }
    }

    private Outcome Failed(GatewayFailure failure, string problem, byte[]? sent = null, FunctionReply? reply = null) =>
        new(GatewayErrors.Of(failure, api.Kind), problem, sent ?? [], reply);

    private static GatewayFailure Failure(NotInvoked reason) => reason switch
    {
        NotInvoked.TooLarge => GatewayFailure.RequestTooLarge,
        NotInvoked.Throttled => GatewayFailure.Throttled,
        _ => GatewayFailure.NotInvoked,
    };

    private GatewayResponse Stamp(GatewayResponse response, RequestIds ids, ActivityContext trace) => api.Kind is ApiKind.Rest
        ? response.With(
            new("x-amzn-RequestId", ids.RequestId),
            new("x-amz-apigw-id", ids.ExtendedRequestId),
            new(XRayTraceHeader.Name, XRayTraceHeader.Format(trace)))
        : response.With(new Header("Apigw-Requestid", ids.ExtendedRequestId));

    private void Log(GatewayRequest request, int status, string? problem, TimeSpan duration)
    {
        if (problem is null)
        {
            logger.RequestAnswered(request.Method, request.Path, status, (long)duration.TotalMilliseconds);
        }
        else
        {
            logger.RequestFailed(request.Method, request.Path, status, problem);
        }
    }

    private sealed record Outcome(GatewayResponse Response, string? Problem, ReadOnlyMemory<byte> Event = default, FunctionReply? Reply = null);
}
