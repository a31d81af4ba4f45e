using System.Text.Encodings.Web;
using System.Text.Json;
using StepFlow.Functions.Core;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>Log lines as Lambda's .NET runtime writes them: tab separated, or JSON where AWS_LAMBDA_LOG_FORMAT says so.</summary>
internal sealed class LambdaConsoleLogger(string requestId, string? traceId, TimeProvider time) : ILambdaLogger
{
    private static readonly bool IsJson =
        string.Equals(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);

    private static readonly LogLevel Least =
        Enum.TryParse<LogLevel>(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"), ignoreCase: true, out var level) ? level : LogLevel.Information;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Log(string message) => LogLine(message);

    public void LogLine(string message) => Write(LogLevel.Information, message);

    public void Log(string level, string message)
    {
        var known = Enum.TryParse<LogLevel>(level, ignoreCase: true, out var parsed) ? parsed : LogLevel.Information;
        if (known >= Least)
        {
            Write(known, message);
        }
    }

    private void Write(LogLevel level, string message) =>
        Console.Out.WriteLine(IsJson ? Json(level, message) : $"{Now()}\t{requestId}\t{Short(level)}\t{message}");

    private string Now() => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    private string Json(LogLevel level, string message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", Now());
            writer.WriteString("level", level.ToString());
            writer.WriteString("requestId", requestId);
            writer.WriteString("traceId", traceId);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "info",
    };
}
