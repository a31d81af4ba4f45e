using StepFlow.Lambda;

namespace StepFlow.Hosting;

/// <summary>Where the process of a function comes from.</summary>
public abstract record FunctionSource
{
    private FunctionSource()
    {
    }

    /// <summary>A project that the AppHost references; the build builds it.</summary>
    public sealed record Project(IProjectMetadata Metadata) : FunctionSource;

    /// <summary>A program in any language that speaks the Runtime API.</summary>
    public sealed record Program(FunctionCommand Command) : FunctionSource;

    /// <summary>Nothing here can run it; whoever calls it gets the reason as an error.</summary>
    public sealed record Unavailable(string Reason) : FunctionSource;

    /// <summary>
    /// Somebody else starts it: .NET Aspire, an IDE, a debugger. The process asks for events at the Lambda service's own port, below
    /// the function's name: <c>AWS_LAMBDA_RUNTIME_API=127.0.0.1:3001/name</c>.
    /// </summary>
    public sealed record Elsewhere : FunctionSource
    {
        public static readonly Elsewhere Instance = new();
    }
}
