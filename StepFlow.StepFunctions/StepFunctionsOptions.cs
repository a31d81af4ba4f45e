using System.ComponentModel.DataAnnotations;

namespace StepFlow.StepFunctions;

/// <summary>Settings of the Step Functions service.</summary>
public sealed class StepFunctionsOptions
{
    /// <summary>For callers whose credentials name no region.</summary>
    [Required]
    [RegularExpression("^[a-z]{2}(-[a-z]+)+-[0-9]+$", ErrorMessage = "Region '{0}' must look like us-east-1.")]
    public string Region { get; set; } = "us-east-1";

    /// <summary>For callers whose access key is not itself an account of twelve digits.</summary>
    [Required]
    [RegularExpression("^[0-9]{12}$", ErrorMessage = "Account '{0}' must have twelve digits.")]
    public string Account { get; set; } = "123456789012";

    /// <summary>The folder that keeps state machines and executions; null keeps them in memory, until the process ends.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>Where to post the status changes of Standard executions, as EventBridge events; null posts none.</summary>
    public Uri? StatusChangeEndpoint { get; set; }

    /// <summary>A mock file of Step Functions Local (<c>SFN_MOCK_CONFIG</c>); its test cases run as <c>stateMachineArn#TestCase</c>.</summary>
    public string? MockConfigurationFile { get; set; }

    /// <summary>How long Wait states take: 1 is real time, 0.01 a hundredth of it (<c>WAIT_TIME_SCALE</c> of Step Functions Local).</summary>
    [Range(0, 1_000_000)]
    public double WaitTimeScale { get; set; } = 1;

    /// <summary>How many executions a second are traced while more are started, after a burst of ten times as many; null traces all.</summary>
    [Range(1, int.MaxValue)]
    public int? TracedExecutionsPerSecond { get; set; }
}
