using StepFlow.Gateway;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>
/// Names and ARNs of a template's resources on this machine. A resource is called by its own name property, else by its logical id;
/// what does not run here has the ARN it would have, so that texts that only mention it can be made.
/// </summary>
internal sealed class ResourceValues : IResourceValues
{
    private readonly Dictionary<string, TemplateResource> _resources;
    private readonly PseudoParameters _pseudo;
    private readonly Evaluation _evaluation;

    public ResourceValues(Template template, PseudoParameters pseudo, IReadOnlyDictionary<string, string> given)
    {
        _resources = template.Resources.ToDictionary(resource => resource.Id, StringComparer.Ordinal);
        _pseudo = pseudo;
        _evaluation = new(template, pseudo, given, this);
    }

    public Evaluation Evaluation => _evaluation;

    public string? TypeOf(string id) => _resources.GetValueOrDefault(id)?.Type;

    public string NameOf(TemplateResource resource) =>
        NameProperties.Of(resource.Type) is { } property && resource.Properties[property] is { } name ? _evaluation.Text(name) : resource.Id;

    public string? Ref(string id)
    {
        if (ImplicitApis.Ref(id) is { } value)
        {
            return value;
        }

        if (_resources.TryGetValue(id, out var resource))
        {
            var name = NameOf(resource);
            return resource.Type switch
            {
                "AWS::Serverless::StateMachine" or "AWS::StepFunctions::StateMachine" or "AWS::StepFunctions::Activity" or "AWS::SNS::Topic" or "AWS::SecretsManager::Secret" => ArnOf(resource),
                "AWS::Serverless::Api" or "AWS::ApiGateway::RestApi" => ApiId(id, ApiKind.Rest),
                "AWS::Serverless::HttpApi" or "AWS::ApiGatewayV2::Api" => ApiId(id, ApiKind.Http),
                "AWS::SQS::Queue" => $"https://sqs.{_pseudo.Region}.amazonaws.com/{_pseudo.Account}/{name}",
                "AWS::S3::Bucket" => name.ToLowerInvariant(),
                _ => name,
            };
        }

        // What SAM makes beside a resource: ${Function.Alias}, ${Api.Stage}, ${FunctionRole}.
        return id.Split('.') switch
        {
            [var function, "Alias"] when Find(function, "Function") is { } of => $"{ArnOf(of)}:{Property(of, "AutoPublishAlias") ?? "$LATEST"}",
            [var function, "Version"] when Find(function, "Function") is { } of => $"{ArnOf(of)}:$LATEST",
            [var api, "Stage"] when Find(api, "Api") is { } of => Property(of, "StageName") ?? GatewayApi.DefaultStage,
            [var role] when role.EndsWith("Role", StringComparison.Ordinal) && _resources.ContainsKey(role[..^"Role".Length]) => role,
            _ => null,
        };
    }

    public string? Attribute(string id, string attribute)
    {
        if (!_resources.TryGetValue(id, out var resource))
        {
            return id.EndsWith("Role", StringComparison.Ordinal) && attribute is "Arn" && Ref(id) is { } role ? $"arn:aws:iam::{_pseudo.Account}:role/{role}" : null;
        }

        return (resource.Type, attribute) switch
        {
            ("AWS::Serverless::Api" or "AWS::ApiGateway::RestApi", "RootResourceId") => RestResources.RootOf(id),
            ("AWS::Serverless::HttpApi" or "AWS::ApiGatewayV2::Api", "ApiEndpoint") => $"https://{ApiId(id, ApiKind.Http)}.execute-api.{_pseudo.Region}.amazonaws.com",
            ("AWS::SQS::Queue", "QueueUrl") => Ref(id),
            (_, "Arn" or "TopicArn") => ArnOf(resource),
            (_, "Name" or "QueueName" or "TopicName" or "FunctionName" or "TableName") => NameOf(resource),
            _ => null,
        };
    }

    private static string ApiId(string id, ApiKind kind) => new GatewayApi(id, kind, []).ApiId;

    private TemplateResource? Find(string id, string typeEnd) =>
        _resources.TryGetValue(id, out var resource) && resource.Type.EndsWith(typeEnd, StringComparison.Ordinal) ? resource : null;

    private string? Property(TemplateResource resource, string name) => resource.Properties[name] is { } value ? _evaluation.Text(value) : null;

    private string? ArnOf(TemplateResource resource)
    {
        var name = NameOf(resource);
        var regional = $"{_pseudo.Region}:{_pseudo.Account}";
        return resource.Type switch
        {
            "AWS::Serverless::Function" or "AWS::Lambda::Function" => $"arn:aws:lambda:{regional}:function:{name}",
            "AWS::Serverless::StateMachine" or "AWS::StepFunctions::StateMachine" => $"arn:aws:states:{regional}:stateMachine:{name}",
            "AWS::StepFunctions::Activity" => $"arn:aws:states:{regional}:activity:{name}",
            "AWS::Serverless::SimpleTable" or "AWS::DynamoDB::Table" or "AWS::DynamoDB::GlobalTable" => $"arn:aws:dynamodb:{regional}:table/{name}",
            "AWS::SQS::Queue" => $"arn:aws:sqs:{regional}:{name}",
            "AWS::SNS::Topic" => $"arn:aws:sns:{regional}:{name}",
            "AWS::S3::Bucket" => $"arn:aws:s3:::{name.ToLowerInvariant()}",
            "AWS::Events::EventBus" => $"arn:aws:events:{regional}:event-bus/{name}",
            "AWS::Events::Rule" => $"arn:aws:events:{regional}:rule/{name}",
            "AWS::Kinesis::Stream" => $"arn:aws:kinesis:{regional}:stream/{name}",
            "AWS::SecretsManager::Secret" => $"arn:aws:secretsmanager:{regional}:secret:{name}-000000",
            "AWS::Logs::LogGroup" => $"arn:aws:logs:{regional}:log-group:{name}:*",
            "AWS::IAM::Role" => $"arn:aws:iam::{_pseudo.Account}:role/{name}",
            "AWS::IAM::ManagedPolicy" => $"arn:aws:iam::{_pseudo.Account}:policy/{name}",
            _ => null,
        };
    }
}
