using System.Globalization;

namespace StepFlow.Lambda.Processes;

/// <summary>The environment of a function process: what Lambda promises, then what the function configures.</summary>
internal static class FunctionVariables
{
    public static void Apply(
        IDictionary<string, string?> environment, FunctionConfiguration function, LambdaOptions options, string runtimeApi, string logStream)
    {
        // Credentials and endpoints of the person who runs the host are none of the function's business unless it is given them.
        foreach (var inherited in environment.Keys.Where(IsAwsVariable).ToArray())
        {
            environment.Remove(inherited);
        }

        foreach (var (name, value) in Reserved(function, options, runtimeApi, logStream))
        {
            environment[name] = value;
        }

        if (!function.Environment.ContainsKey("AWS_PROFILE") && !function.Environment.ContainsKey("AWS_ACCESS_KEY_ID"))
        {
            // SDKs refuse to sign without any; nothing local checks them.
            environment["AWS_ACCESS_KEY_ID"] = "test";
            environment["AWS_SECRET_ACCESS_KEY"] = "test";
            environment["AWS_SESSION_TOKEN"] = "test";
        }

        foreach (var (name, value) in function.Environment)
        {
            environment[name] = value;
        }
    }

    private static bool IsAwsVariable(string name) =>
        name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase) || name is "_HANDLER" or "_X_AMZN_TRACE_ID";

    private static IEnumerable<(string Name, string? Value)> Reserved(
        FunctionConfiguration function, LambdaOptions options, string runtimeApi, string logStream)
    {
        var folder = function.Command?.WorkingDirectory ?? Directory.GetCurrentDirectory();
        yield return ("_HANDLER", function.Handler);
        yield return ("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        yield return ("AWS_LAMBDA_FUNCTION_NAME", function.Name);
        yield return ("AWS_LAMBDA_FUNCTION_VERSION", FunctionName.Latest);
        yield return ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture));
        yield return ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        yield return ("AWS_LAMBDA_LOG_GROUP_NAME", $"/aws/lambda/{function.Name}");
        yield return ("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        yield return ("AWS_REGION", options.Region);
        yield return ("AWS_DEFAULT_REGION", options.Region);
        yield return ("AWS_EXECUTION_ENV", $"AWS_Lambda_{function.Runtime}");
        // The .NET SDK does not read this one, other SDKs do: without it StartSyncExecution would go to host sync-127.0.0.1.
        yield return ("AWS_DISABLE_HOST_PREFIX_INJECTION", "true");
        yield return ("LAMBDA_TASK_ROOT", folder);
        yield return ("LAMBDA_RUNTIME_DIR", folder);
        yield return ("TZ", ":UTC");
        if (function.TakesSeveralEvents)
        {
            yield return ("AWS_LAMBDA_MAX_CONCURRENCY", function.EventsPerProcess.ToString(CultureInfo.InvariantCulture));
        }
    }
}
