using System.Globalization;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Emulator;
#if ASPIRE_AWS
using Aspire.Hosting.TestTool;
#endif

namespace Aspire.Hosting;

/// <summary>Adds and configures Lambda functions.</summary>
public static class LambdaFunctionExtensions
{
    // What the build of the functions depends on: `dotnet run`, by which Aspire starts projects, evaluates them anew.
    private const string BuildPropertyKey = "stepflow:build:";

    /// <summary>
    /// Adds a function from a project that the AppHost references: an executable that polls the Lambda Runtime API. By setting
    /// <c>StepFlow:Lambda</c> StepFlow's Lambda service hands it events (<c>StepFlow</c>, the default), or the Lambda Test Tool (<c>TestTool</c>).
    /// </summary>
    /// <typeparam name="TProject">The project's class, <c>Projects.My_Function</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The function's name.</param>
    public static IResourceBuilder<ProjectResource> AddLambdaFunction<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = EmulatorSettings.Of(builder);
        var emulator = builder.Emulator();
        var function = settings.Lambda is LambdaHomes.TestTool ? AddTestToolFunction<TProject>(builder, name) : builder.AddProject<TProject>(name);
        var annotation = new LambdaFunctionAnnotation();
        function.WithAnnotation(annotation)
            .WithEnvironment(context => Configure(context, function.Resource, annotation, emulator.Resource, settings))
            .WaitFor(emulator);
        if (settings.Lambda is LambdaHomes.StepFlow)
        {
            function.WithParentRelationship(emulator).ExcludeFromManifest();
        }

        foreach (var property in builder.AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
        {
            if (property.Key.StartsWith(BuildPropertyKey, StringComparison.Ordinal))
            {
                function.WithEnvironment(property.Key[BuildPropertyKey.Length..], property.Value);
            }
        }

        return function;
    }

    /// <summary>How long one event may take, at most 15 minutes.</summary>
    /// <param name="function">The function.</param>
    /// <param name="timeout">The time; 3 seconds by default.</param>
    public static IResourceBuilder<ProjectResource> WithTimeout(this IResourceBuilder<ProjectResource> function, TimeSpan timeout)
    {
        LambdaFunctionAnnotation.Of(function.Resource).Timeout = timeout;
        return function;
    }

    /// <summary>What the function is told of its memory, between 128 and 10,240 MB.</summary>
    /// <param name="function">The function.</param>
    /// <param name="megabytes">The memory.</param>
    public static IResourceBuilder<ProjectResource> WithMemory(this IResourceBuilder<ProjectResource> function, int megabytes)
    {
        LambdaFunctionAnnotation.Of(function.Resource).MemoryMegabytes = megabytes;
        return function;
    }

    /// <summary>
    /// How many events the function takes at the same time: in one process, and in how many processes. The Lambda Test Tool hands out one at a
    /// time and gives a second process the same event, so with it there is one process.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="events">The number of events in one process.</param>
    /// <param name="processes">The number of processes: Aspire's replicas.</param>
    public static IResourceBuilder<ProjectResource> WithConcurrency(this IResourceBuilder<ProjectResource> function, int events, int processes = 1)
    {
        LambdaFunctionAnnotation.Of(function.Resource).EventsPerProcess = events;
        return processes is 1 || EmulatorSettings.Of(function.ApplicationBuilder).Lambda is LambdaHomes.TestTool
            ? function
            : function.WithReplicas(processes);
    }

    /// <summary>Gives the function real credentials for the AWS services it calls, instead of dummies.</summary>
    /// <param name="function">The function.</param>
    /// <param name="profile">A profile of the AWS configuration files.</param>
    /// <param name="region">The region; without one that of <c>StepFlow:Region</c>.</param>
    public static IResourceBuilder<ProjectResource> WithAwsProfile(this IResourceBuilder<ProjectResource> function, string profile, string? region = null)
    {
        var annotation = LambdaFunctionAnnotation.Of(function.Resource);
        annotation.AwsProfile = profile;
        annotation.AwsRegion = region;
        return function;
    }

#if ASPIRE_AWS
    private static IResourceBuilder<ProjectResource> AddTestToolFunction<TProject>(IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => TestToolHome.AddFunction<TProject>(builder, name);
#else
    private static IResourceBuilder<ProjectResource> AddTestToolFunction<TProject>(IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        throw EmulatorSettings.Of(builder).Refusal("StepFlow:Lambda is TestTool, but StepFlow.Aspire.Hosting was built without Aspire.Hosting.AWS (AspireAws=None).");
#endif

    private static void Configure(
        EnvironmentCallbackContext context, ProjectResource function, LambdaFunctionAnnotation annotation, StepFunctionsEmulatorResource emulator, EmulatorSettings settings)
    {
        if (context.ExecutionContext.IsPublishMode)
        {
            return;
        }

        var variables = context.EnvironmentVariables;
        if (settings.StepFunctions is not StepFunctionsHomes.Aws)
        {
            AwsVariables.AddEndpoint(variables, "SFN", emulator.StepFunctionsEndpoint);
        }

        // The Test Tool's integration sets the rest. The tool must not be asked for several events: until the first is answered it hands out the
        // first again (Lambda Test Tool 0.15, Services/LambdaRuntimeAPI.cs, GetNextInvocation).
        if (settings.Lambda is not LambdaHomes.StepFlow)
        {
            return;
        }

        if (settings.StepFunctions is not StepFunctionsHomes.Aws)
        {
            AwsVariables.AddEndpoint(variables, "LAMBDA", emulator.LambdaEndpoint);
        }

        if (annotation.EventsPerProcess > 1)
        {
            variables["AWS_LAMBDA_MAX_CONCURRENCY"] = annotation.EventsPerProcess.ToString(CultureInfo.InvariantCulture);
        }

        variables["AWS_LAMBDA_RUNTIME_API"] = ReferenceExpression.Create($"{emulator.LambdaEndpoint.Property(EndpointProperty.HostAndPort)}/{function.Name}");
        variables["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = annotation.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        variables["AWS_EXECUTION_ENV"] = "AWS_Lambda_dotnet10";
        variables["_HANDLER"] = function.Name;
    }
}
