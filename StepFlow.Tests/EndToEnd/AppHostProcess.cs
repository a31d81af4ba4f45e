using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StepFlow.Tests.EndToEnd;

/// <summary>The AppHost as a process of its own, with free ports and a data folder that only this test knows.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan BuildPatience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppHostProcess(Process process, string data)
    {
        _process = process;
        Data = data;
    }

    public string Data { get; }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>All that was written so far, errors too.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>A client for the gateway; addresses begin behind the stage: <c>trigger</c>.</summary>
    public HttpClient Gateway => field ??= new() { BaseAddress = new(AddressOf("gateway") + "/"), Timeout = Patience };

    public string AddressOf(string service) => AddressLine(service).Match(Output) is { Success: true } line
        ? line.Groups["address"].Value
        : throw new InvalidOperationException($"The start table has no address of {service}:\n{Output}");

    /// <summary>Starts and waits for the start table.</summary>
    public static async Task<AppHostProcess> StartAsync(CancellationToken cancellation, string? data = null, params string[] arguments)
    {
        var app = Launch(data, variables: null, ["--StepFlow:FreePorts", "true", .. arguments]);
        return await app.StartedAsync(cancellation);
    }

    /// <param name="protocol">As OTEL_EXPORTER_OTLP_PROTOCOL names it.</param>
    public static async Task<AppHostProcess> StartTracedAsync(Uri collector, string protocol, CancellationToken cancellation)
    {
        var variables = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=of-the-user",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        };
        return await Launch(data: null, variables, ["--StepFlow:FreePorts", "true"]).StartedAsync(cancellation);
    }

    /// <summary>Starts <c>stepflow host</c> for a described application, and waits for the start table.</summary>
    public static Task<AppHostProcess> StartDescribedAsync(
        string description, CancellationToken cancellation, IReadOnlyDictionary<string, string>? variables = null) =>
        LaunchDescribed(description, variables ?? new Dictionary<string, string>()).StartedAsync(cancellation);

    /// <summary>Starts <c>stepflow host</c> without waiting for anything.</summary>
    public static AppHostProcess LaunchDescribed(string description, IReadOnlyDictionary<string, string> variables) => LaunchProgram(
        [Path.Combine(AppContext.BaseDirectory, "StepFlow.Cli.dll"), "host"],
        data: null,
        new Dictionary<string, string>(variables) { ["STEPFLOW_APP"] = description },
        ["--StepFlow:FreePorts", "true"]);

    /// <summary>Starts <c>stepflow run</c> for a template, which builds its functions first, and waits for the start table.</summary>
    public static async Task<AppHostProcess> StartTemplateAsync(string template, CancellationToken cancellation, params string[] arguments)
    {
        string[] program = [Path.Combine(AppContext.BaseDirectory, "StepFlow.Cli.dll"), "run", template];
        return await LaunchProgram(program, data: null, variables: null, ["--StepFlow:FreePorts", "true", .. arguments]).StartedAsync(cancellation, BuildPatience);
    }

    /// <summary>Starts without waiting for anything.</summary>
    public static AppHostProcess Launch(string? data, IReadOnlyDictionary<string, string>? variables, params string[] arguments) =>
        LaunchProgram([Assembly], data, variables, arguments);

    private static AppHostProcess LaunchProgram(string[] program, string? data, IReadOnlyDictionary<string, string>? variables, string[] arguments)
    {
        data ??= Directory.CreateTempSubdirectory("stepflow-e2e-").FullName;
        var start = new ProcessStartInfo("dotnet", [.. program, "--StepFlow:Data", data, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var app = new AppHostProcess(process, data);
        process.OutputDataReceived += (_, e) => app.Take(e.Data);
        process.ErrorDataReceived += (_, e) => app.Take(e.Data);
        process.Exited += (_, _) => app._started.TrySetException(new InvalidOperationException("The AppHost has ended."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return app;
    }

    public async Task<JsonElement> CallStepFunctionsAsync(string operation, string request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, AddressOf("stepfunctions")) { Content = new StringContent(request, Encoding.UTF8, "application/x-amz-json-1.0") };
        message.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var response = await Gateway.SendAsync(message, cancellation);
        var body = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? JsonElement.Parse(body) : throw new InvalidOperationException($"{operation}: {body}");
    }

    /// <summary>SIGKILL on Unix: the process has no chance to tidy up.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellation);
    }

    public async Task WaitForExitAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        await _process.WaitForExitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Assembly => AppContext.BaseDirectory.Replace("StepFlow.Tests", "StepFlow.AppHost", StringComparison.Ordinal) + "StepFlow.AppHost.dll";

    private async Task<AppHostProcess> StartedAsync(CancellationToken cancellation, TimeSpan? patience = null)
    {
        try
        {
            await _started.Task.WaitAsync(patience ?? Patience, TimeProvider.System, cancellation);
            return this;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            var output = Output;
            await DisposeAsync();
            throw new InvalidOperationException($"The AppHost did not start: {e.Message}\n{output}", e);
        }
    }

    private void Take(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line?.Contains("Ctrl-C stops everything", StringComparison.Ordinal) is true)
        {
            _started.TrySetResult();
        }
    }

    private static Regex AddressLine(string service) => new($@"^  {service}\s+(?<address>http://\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
