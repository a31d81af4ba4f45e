using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Emulator;

/// <summary>LocalStack as the home of the state machines: a container, and the emulator that creates them there and answers their Lambda Tasks.</summary>
internal static class LocalStackContainer
{
    private const string Image = "localstack/localstack";

    // The last tag that runs without an account; later ones end with exit code 55 unless a token licenses them.
    private const string DefaultTag = "4.14.0";
    private const int Port = 4566;
    private const string TokenVariable = "LOCALSTACK_AUTH_TOKEN";

    public static void AddFor(IResourceBuilder<StepFunctionsEmulatorResource> emulator, EmulatorSettings settings)
    {
        var builder = emulator.ApplicationBuilder;
        var container = builder.AddContainer("localstack", Image, settings["StepFlow:LocalStack:Tag"] is { Length: > 0 } tag ? tag : DefaultTag)
            .WithHttpEndpoint(targetPort: Port, name: "http")
            .WithHttpHealthCheck("/_localstack/health", endpointName: "http")
            .WithEnvironment("SERVICES", "stepfunctions,sts")
            .WithParentRelationship(emulator)
            .ExcludeFromManifest();
        var given = from name in (string[])["Parameters:localstack-auth-token", "StepFlow:LocalStack:AuthToken", TokenVariable] select settings[name];
        if (given.FirstOrDefault(value => value is { Length: > 0 }) is { } token)
        {
            container.WithEnvironment(TokenVariable, builder.AddParameter("localstack-auth-token", () => token, secret: true));
        }

        emulator.WithEnvironment("StepFlow__StepFunctions", nameof(StepFunctionsHomes.LocalStack))
            .WithEnvironment("StepFlow__LocalStack__Endpoint", container.GetEndpoint("http"))
            .WaitFor(container);
        LocalStackExit.Explain(container);
    }
}
