using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>How the AppHost begins and ends as a process.</summary>
public sealed class ProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_an_error_that_names_port_and_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var app = AppHostProcess.Launch(data: null, variables: null, "--StepFlow:FreePorts", "true", "--StepFlow:Gateway:Port", $"{port}");
        await app.WaitForExitAsync(Cancellation);

        Assert.Equal(1, app.ExitCode);
        Assert.Contains($"Port {port} is taken", app.Output, StringComparison.Ordinal);
        Assert.Contains("StepFlow:Gateway:Port", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hosts_do_not_share_a_data_folder()
    {
        await using var first = await AppHostProcess.StartAsync(Cancellation);
        await using var second = AppHostProcess.Launch(first.Data, variables: null, "--StepFlow:FreePorts", "true");

        await second.WaitForExitAsync(Cancellation);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"in use by another StepFlow (process {first.Id})", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_it_leaves_no_process_behind()
    {
        await using var app = await AppHostProcess.StartAsync(Cancellation);
        var functions = FunctionProcesses(app);
        Assert.Equal(2, functions.Count);

        await app.KillAsync(Cancellation);

        await Eventually.GetAsync(() => Task.FromResult(functions.Where(IsRunning).ToList()), left => left.Count is 0, Cancellation);
    }

    [Fact]
    public async Task Ctrl_C_stops_everything()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no way to send Ctrl-C to one process.");
        await using var app = await AppHostProcess.StartAsync(Cancellation);
        var functions = FunctionProcesses(app);

        using (var kill = Process.Start("kill", ["-INT", $"{app.Id}"]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        await app.WaitForExitAsync(Cancellation);
        Assert.Equal(0, app.ExitCode);
        await Eventually.GetAsync(() => Task.FromResult(functions.Where(IsRunning).ToList()), left => left.Count is 0, Cancellation);
    }

    [Fact]
    public async Task A_definition_that_does_not_parse_is_an_error_with_file_line_and_column()
    {
        var folder = Directory.CreateTempSubdirectory("stepflow-e2e-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "StateMachines"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppHostFolder(), "StateMachines")))
        {
            File.Copy(file, Path.Combine(folder, "StateMachines", Path.GetFileName(file)));
        }

        var map = Path.Combine(folder, "StateMachines", "map.asl.json");
        await File.WriteAllTextAsync(map, (await File.ReadAllTextAsync(map, Cancellation)).Replace("\"Type\": \"Map\"", "\"Type\": \"Mapp\"", StringComparison.Ordinal), Cancellation);

        await using var app = AppHostProcess.Launch(folder, variables: null, "--StepFlow:FreePorts", "true", "--StepFlow:Directory", folder);
        await app.WaitForExitAsync(Cancellation);

        Assert.Equal(1, app.ExitCode);
        Assert.Matches(@"map\.asl\.json\(1[34],\d+\): error at /States/Each", app.Output);
        Directory.Delete(folder, recursive: true);
    }

    // The functions are the host's only children; a child belongs to the thread that started it.
    internal static List<int> FunctionProcesses(AppHostProcess app)
    {
        Assert.SkipUnless(Directory.Exists($"/proc/{app.Id}/task"), "Only Linux tells the children of a process by files.");
        return
        [
            .. Directory.EnumerateDirectories($"/proc/{app.Id}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(int.Parse),
        ];
    }

    internal static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    internal static string AppHostFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "StepFlow.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "StepFlow.AppHost");
    }
}
