namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Under which property each type of resource keeps its own name.</summary>
internal static class NameProperties
{
    public static string? Of(string type) => type switch
    {
        "AWS::Serverless::Function" or "AWS::Lambda::Function" => "FunctionName",
        "AWS::Serverless::StateMachine" or "AWS::StepFunctions::Activity" or "AWS::Events::EventBus" or "AWS::Events::Rule"
            or "AWS::SecretsManager::Secret" or "AWS::SSM::Parameter" or "AWS::Kinesis::Stream" => "Name",
        "AWS::StepFunctions::StateMachine" => "StateMachineName",
        "AWS::Serverless::SimpleTable" or "AWS::DynamoDB::Table" or "AWS::DynamoDB::GlobalTable" => "TableName",
        "AWS::SQS::Queue" => "QueueName",
        "AWS::SNS::Topic" => "TopicName",
        "AWS::S3::Bucket" => "BucketName",
        "AWS::Logs::LogGroup" => "LogGroupName",
        "AWS::IAM::Role" => "RoleName",
        "AWS::IAM::ManagedPolicy" => "ManagedPolicyName",
        _ => null,
    };
}
