namespace StepFlow.Hosting.LocalStack;

/// <summary>What the exit code of a LocalStack container tells.</summary>
public static class LocalStackExitCode
{
    private const long LicenseActivationFailed = 55;

    /// <summary>A sentence with the remedy, or null where the code tells nothing.</summary>
    public static string? Explain(long? exitCode) => exitCode is LicenseActivationFailed
        ? "LocalStack ended with exit code 55: it could not activate a licence. Since March 2026 new images need an account. Pin a tag that needs none "
          + "(StepFlow:LocalStack:Tag=4.14.0, the default), or give a token: LOCALSTACK_AUTH_TOKEN in the environment, or the secret parameter 'localstack-auth-token' under Aspire."
        : null;
}
