namespace StepFlow.Trigger;

/// <summary>Small things all handlers say about executions.</summary>
internal static class Executions
{
    public const string MachineParameter = "machine";

    /// <summary>Where an execution's outcome is; those of the machine <c>flow</c> need no more than their name.</summary>
    public static string StatusUrl(APIGatewayProxyRequest request, string name, string machine) => PublicUrl.Of(
        request, $"/executions/{Uri.EscapeDataString(name)}{(machine == "flow" ? "" : $"?{MachineParameter}={Uri.EscapeDataString(machine)}")}");

    /// <summary><c>…:stateMachine:M</c> and a name make <c>…:execution:M:name</c>.</summary>
    public static string Arn(string stateMachineArn, string name)
    {
        var parts = stateMachineArn.Split(':');
        return $"{string.Join(':', parts[..5])}:execution:{parts[6]}:{name}";
    }

    public static string? Time(DateTime? time) => time?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
}
