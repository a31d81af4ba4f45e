using System.CommandLine;
using StepFlow.Cli.Launching;
using StepFlow.Functions.RuntimeSupport;

namespace StepFlow.Cli.Verbs;

/// <summary><c>stepflow launch ASSEMBLY HANDLER</c>: a method of a class library as a Lambda function. <c>stepflow run</c> starts it; people need not.</summary>
internal static class LaunchVerb
{
    public const string Name = "launch";

    public static Command Create()
    {
        var assembly = new Argument<string>("ASSEMBLY") { Description = "The class library." };
        var handler = new Argument<string>("HANDLER") { Description = "Assembly::Namespace.Type::Method." };
        var command = new Command(Name, "Runs a method of a class library as a Lambda function.") { assembly, handler };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            // What is wrong with the handler is an error of the function's start, which the Runtime API is told.
            HandlerMethod? method = null;
            using var bootstrap = LambdaBootstrapBuilder
                .Create((input, context) => method!.CallAsync(input, context))
                .UseBootstrapHandler(() =>
                {
                    method = HandlerMethod.Find(HandlerAssembly.Load(Path.GetFullPath(parsed.GetValue(assembly)!)), HandlerName.Parse(parsed.GetValue(handler)!));
                    return Task.FromResult(true);
                })
                .Build();
            await bootstrap.RunAsync(cancellation);
            return 0;
        });
        return command;
    }
}
