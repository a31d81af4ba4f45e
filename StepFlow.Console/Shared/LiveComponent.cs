using Microsoft.AspNetCore.Components;

namespace StepFlow.ConsoleUI.Shared;

/// <summary>
/// Shows what changes without telling: asks again while it is open, and draws what differs. Only for what is answered from memory;
/// executions have a change feed.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    [Inject]
    public required TimeProvider Clock { get; set; }

    /// <summary>How long what is shown may be old.</summary>
    protected virtual TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    /// <summary>Cancelled when the component is closed.</summary>
    protected CancellationToken Closed => _closed.Token;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what is shown. It is called before the first drawing, and then again and again.</summary>
    protected abstract ValueTask ReadAsync();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_closed.IsCancellationRequested)
        {
            _closed.Cancel();
            _closed.Dispose();
        }
    }

    protected override async Task OnParametersSetAsync() => await ReadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = KeepReadingAsync(_closed.Token);
        }
    }

    private async Task KeepReadingAsync(CancellationToken closed)
    {
        using var timer = new PeriodicTimer(Interval, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(closed))
            {
                await InvokeAsync(async () =>
                {
                    await ReadAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // Closed.
        }
        catch (Exception e) when (!closed.IsCancellationRequested)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
