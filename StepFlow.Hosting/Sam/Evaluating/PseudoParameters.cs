namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>CloudFormation's own parameters: the account, region and stack that this machine stands for.</summary>
internal sealed record PseudoParameters(string Region, string Account, string StackName)
{
    public string? Find(string name) => name switch
    {
        "AWS::Region" => Region,
        "AWS::AccountId" => Account,
        "AWS::StackName" => StackName,
        "AWS::StackId" => $"arn:aws:cloudformation:{Region}:{Account}:stack/{StackName}/00000000-0000-0000-0000-000000000000",
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        _ => null,
    };
}
