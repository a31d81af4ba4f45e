using System.Globalization;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>What the variables of the process say.</summary>
internal static class LambdaEnvironment
{
    public static string FunctionName => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? "";

    public static int? MemoryMegabytes => Number("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");

    /// <summary>How many events the process may take at once; null where it takes one after the other.</summary>
    public static int? MaxConcurrency => Number("AWS_LAMBDA_MAX_CONCURRENCY");

    /// <summary>True where a StepFlow host started the process: it never freezes it, and closes its input to end it.</summary>
    public static bool HasParentOnInput => Environment.GetEnvironmentVariable("STEPFLOW_PARENT_STDIN") == "1";

    public static string RuntimeApi => Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } address
        ? address
        : throw new InvalidOperationException(
            "AWS_LAMBDA_RUNTIME_API is not set. This program is a Lambda function: start it through its host, or set the variable to "
            + "<host>:<port>/<function name> of a running one to debug it alone.");

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
