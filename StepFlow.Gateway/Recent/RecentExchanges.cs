namespace StepFlow.Gateway.Recent;

/// <summary>The last requests of a gateway.</summary>
public interface IRecentExchanges
{
    /// <summary>The newest first.</summary>
    IReadOnlyList<GatewayExchange> List();

    GatewayExchange? Find(string requestId);
}

/// <summary>Keeps the last requests, bounded in number and in bytes, so that a load test does not fill the memory.</summary>
public sealed class RecentExchanges : IRecentExchanges
{
    private const int MostExchanges = 200;
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<GatewayExchange> _newestFirst = [];
    private long _bytes;

    public IReadOnlyList<GatewayExchange> List()
    {
        lock (_lock)
        {
            return [.. _newestFirst];
        }
    }

    public GatewayExchange? Find(string requestId)
    {
        lock (_lock)
        {
            return _newestFirst.FirstOrDefault(exchange => exchange.RequestId == requestId);
        }
    }

    internal void Add(GatewayExchange exchange)
    {
        lock (_lock)
        {
            _newestFirst.AddFirst(exchange);
            _bytes += exchange.Size;
            while (_newestFirst.Count > MostExchanges || (_bytes > MostBytes && _newestFirst.Count > 1))
            {
                _bytes -= _newestFirst.Last!.Value.Size;
                _newestFirst.RemoveLast();
            }
        }
    }
}
