using System.Security.Cryptography;
using System.Text;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.LocalStack;

/// <summary>An activity that stands for a function or for <c>lambda:invoke</c> in a rewritten definition.</summary>
/// <param name="Name">The activity's name.</param>
/// <param name="Resource">What the Task called before it was rewritten.</param>
internal sealed record LambdaActivity(string Name, TaskResource Resource)
{
    private const string Prefix = "stepflow-";
    private const int LongestName = 80;
    private const int HashLength = 8;

    /// <summary>True where the function's answer does not end the task: the holder of the task token does.</summary>
    public bool WaitsForTaskToken => Resource is TaskResource.Integration { Pattern: IntegrationPattern.WaitForTaskToken };

    /// <summary>The activity for a resource that calls Lambda; null for any other resource.</summary>
    public static LambdaActivity? For(TaskResource resource) => resource switch
    {
        TaskResource.LambdaFunction { Qualifier: null } function => new(Prefix + function.Name, resource),
        TaskResource.LambdaFunction function => new(Qualified(function), resource),
        TaskResource.Integration integration when integration.Is("lambda", "invoke") =>
            new(Prefix + "lambda-" + integration.ResourceName.Replace('.', '-'), resource),
        _ => null,
    };

    public string ArnIn(string region, string account) => $"arn:aws:states:{region}:{account}:activity:{Name}";

    // Qualifiers may have characters that names of activities may not, and both together may be too long.
    private static string Qualified(TaskResource.LambdaFunction function)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(function.Arn)))[..HashLength];
        var room = LongestName - Prefix.Length - HashLength - 1;
        return $"{Prefix}{function.Name[..Math.Min(room, function.Name.Length)]}-{hash}";
    }
}
