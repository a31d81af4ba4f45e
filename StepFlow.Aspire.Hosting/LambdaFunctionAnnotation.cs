namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a project is a Lambda function, and how it is called and limited.</summary>
internal sealed class LambdaFunctionAnnotation : IResourceAnnotation
{
    /// <summary>AWS's default is 3 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);

    public int MemoryMegabytes { get; set; } = 128;

    /// <summary>How many events one process works on at a time.</summary>
    public int EventsPerProcess { get; set; } = 1;

    public string? AwsProfile { get; set; }

    public string? AwsRegion { get; set; }

    public static LambdaFunctionAnnotation Of(IResource resource) => resource.Annotations.OfType<LambdaFunctionAnnotation>().FirstOrDefault()
        ?? throw new InvalidOperationException($"The project '{resource.Name}' is no Lambda function: add it with AddLambdaFunction.");
}
