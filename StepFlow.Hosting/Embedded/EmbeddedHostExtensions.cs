using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using StepFlow.ConsoleUI.Serving;
using StepFlow.Hosting.Telemetry;

namespace StepFlow.Hosting.Embedded;

internal static class EmbeddedHostExtensions
{
    // While this logger is on, ASP.NET Core makes an activity for each request. Ours are made by the services themselves;
    // a parent that is never exported would tear traces apart.
    private const string RequestLogger = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private static readonly string[] ServiceNames = ["gateway", "lambda", "stepfunctions", "host"];

    /// <summary>Makes a host that runs the model in this process.</summary>
    public static void AddEmbeddedHost(this HostApplicationBuilder host, AppModel model)
    {
        host.Environment.ApplicationName = "stepflow";
        string[] names = [.. model.Functions.Select(function => function.Name), .. ServiceNames];
        var output = AppHostRun.Current is { } run ? ConsoleOutput.To(run.Output, names) : ConsoleOutput.ForTerminal(names);
        host.Logging.AddProvider(new ConsoleLoggerProvider(output))
            .AddFilter<ConsoleLoggerProvider>((category, level) => level >= LowestLevel(category))
            .AddFilter<OpenTelemetryLoggerProvider>((category, level) => level >= LowestLevel(category))
            .AddFilter(ConsoleExtensions.NoiseOfRestarts, LogLevel.None)
            .AddFilter(RequestLogger, LogLevel.None)
            .AddConfiguration(host.Configuration.GetSection("Logging"));
        host.AddServiceDefaults(httpSpans: false, exports: false);
        host.Services.TryAddSingleton(TimeProvider.System);
        host.Services.AddSingleton(model);
        host.Services.AddSingleton(output);
        host.Services.AddSingleton(new HostSettings(host.Configuration, model.Directory));
        host.Services.AddHostTelemetry(host.Configuration, services => services.GetRequiredService<HostSettings>().Telemetry);
        host.Services.AddSingleton<EmbeddedHost>();
        host.Services.AddHostedService(services => services.GetRequiredService<EmbeddedHost>());
    }

    private static LogLevel LowestLevel(string? category) => category switch
    {
        // Says again, with a stack, what the application says in a sentence.
        "Microsoft.Extensions.Hosting.Internal.Host" or RequestLogger => LogLevel.None,
        not null when category.StartsWith("StepFlow", StringComparison.Ordinal) => LogLevel.Information,
        _ => LogLevel.Warning,
    };
}
