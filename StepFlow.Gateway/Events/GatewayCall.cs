using System.Diagnostics;
using System.Globalization;
using StepFlow.Gateway.Routes;

namespace StepFlow.Gateway.Events;

/// <summary>A request that found its route, with all that comes from outside: ids, time and trace. An event is made of nothing else.</summary>
public sealed record GatewayCall(
    GatewayApi Api, RouteMatch Match, GatewayRequest Request, RequestIds Ids, DateTimeOffset At, ActivityContext Trace)
{
    /// <summary>The host the client asked for, with the port: it is where this API can be reached.</summary>
    internal string Host => Request.Header("Host") ?? $"127.0.0.1:{Request.Connection.Port}";

    internal string UserAgent => Request.Header("User-Agent") ?? "";

    /// <summary>The time as the Common Log Format has it.</summary>
    internal string Time => At.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";
}
