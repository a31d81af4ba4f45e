using System.Collections.Concurrent;
using System.Diagnostics;

namespace StepFlow.Lambda.Processes;

/// <summary>
/// The one thread that starts function processes. Linux ties a parent-death signal to the thread that forked, and a pool
/// thread may end at any time; this one lives as long as the host.
/// </summary>
internal static class ParentThread
{
    private static readonly BlockingCollection<Action> Starts = StartThread();

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start."));
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        {
            IsBackground = true,
            Name = "StepFlow function processes",
        }.Start();
        return starts;
    }
}
