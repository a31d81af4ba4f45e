using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>What one subscriber has yet to take. It is bounded; what finds no room is dropped, and the log says so.</summary>
internal sealed class StatusChangeQueue : IAsyncDisposable
{
    private const int Room = 10_000;
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(5);
    private readonly Channel<(string ExecutionArn, JsonObject Event)> _waiting = Channel.CreateBounded<(string, JsonObject)>(
        new BoundedChannelOptions(Room) { SingleReader = true });

    private readonly CancellationTokenSource _stopping = new();
    private readonly IStatusChangeSubscriber _subscriber;
    private readonly ILogger _logger;
    private readonly Task _delivery;
    private long _dropped;

    public StatusChangeQueue(IStatusChangeSubscriber subscriber, ILogger logger)
    {
        _subscriber = subscriber;
        _logger = logger;
        _delivery = Task.Run(DeliverAsync);
    }

    public void Add(string executionArn, JsonObject statusChange)
    {
        if (!_waiting.Writer.TryWrite((executionArn, statusChange)))
        {
            _logger.StatusChangesDropped(_subscriber.Name, Interlocked.Increment(ref _dropped), executionArn);
        }
    }

    /// <summary>What waits gets a few seconds more.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        _stopping.CancelAfter(LastChance);
        await _delivery;
        _stopping.Dispose();
    }

    private async Task DeliverAsync()
    {
        await foreach (var (executionArn, statusChange) in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                await _subscriber.TakeAsync(statusChange, _stopping.Token);
            }
            catch (Exception e)
            {
                _logger.StatusChangeLost(_subscriber.Name, executionArn, e.Message);
            }
        }
    }
}
