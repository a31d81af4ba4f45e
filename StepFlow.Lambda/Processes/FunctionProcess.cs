using System.Diagnostics;

namespace StepFlow.Lambda.Processes;

/// <summary>A running child process: its lines come out one by one, its end is a task, and it does not outlive us.</summary>
internal sealed class FunctionProcess : IDisposable
{
    // A grandchild may hold the output open after the process itself is gone.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly TimeProvider _time;

    private FunctionProcess(Process process, Action<FunctionLineSource, string> line, TimeProvider time)
    {
        _process = process;
        _time = time;
        Id = process.Id;
        var output = LineReader.ReadAsync(process.StandardOutput, text => line(FunctionLineSource.Output, text));
        var errors = LineReader.ReadAsync(process.StandardError, text => line(FunctionLineSource.Error, text));
        Exited = WaitForEndAsync(Task.WhenAll(output, errors));
    }

    public int Id { get; }

    /// <summary>The exit code, once the process has ended and its output has been read.</summary>
    public Task<int> Exited { get; }

    public static async Task<FunctionProcess> StartAsync(
        ProcessStartInfo start, Action<FunctionLineSource, string> line, TimeProvider time)
    {
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        ParentDeath.Bind(start);
        return new(await ParentThread.StartAsync(start), line, time);
    }

    /// <summary>Closes the input, which a function of StepFlow.Functions takes as its end, and kills what stays.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        try
        {
            _process.StandardInput.Close();
            await Exited.WaitAsync(grace, _time);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            Kill();
            await Exited;
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> WaitForEndAsync(Task output)
    {
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        try
        {
            await output.WaitAsync(OutputGrace, _time);
        }
        catch (Exception e) when (e is TimeoutException or IOException or ObjectDisposedException)
        {
            // What is still written belongs to a process that is not the function.
        }

        return code;
    }
}
