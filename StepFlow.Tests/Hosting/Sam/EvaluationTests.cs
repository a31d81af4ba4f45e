using StepFlow.Hosting.Sam.Templates;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

public sealed class EvaluationTests
{
    private const string Surroundings = """
        Parameters:
          Stage: { Type: String, Default: dev, AllowedValues: [dev, live] }
          Zones: { Type: CommaDelimitedList, Default: "a, b,c" }
          Secret: { Type: String }
          Kept: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /path/of/it }
        Mappings:
          Sizes: { dev: { Memory: 128 }, live: { Memory: 1024 } }
        Conditions:
          IsLive: !Equals [!Ref Stage, live]
          IsSmall: !And [!Not [!Condition IsLive], !Or [!Equals [1, '1'], !Condition IsLive]]
        Resources:
          Worker: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live } }
          Named: { Type: AWS::Lambda::Function, Properties: { FunctionName: !Sub '${Stage}_named' } }
          Flow: { Type: AWS::Serverless::StateMachine }
          Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
          Jobs: { Type: AWS::SQS::Queue }
        Metadata:
          Value:
        """;

    [Theory]
    [InlineData("!Ref Stage", "\"dev\"")]
    [InlineData("!Ref AWS::Region", "\"eu-west-1\"")]
    [InlineData("{'Fn::Sub': '${AWS::Partition}:${AWS::AccountId}:${!Literal}'}", "\"aws:123456789012:${Literal}\"")]
    [InlineData("!Sub ['${A}-${Stage}', {A: !Ref AWS::StackName}]", "\"shop-dev\"")]
    [InlineData("!GetAtt Worker.Arn", "\"arn:aws:lambda:eu-west-1:123456789012:function:Worker\"")]
    [InlineData("{'Fn::GetAtt': [Named, Arn]}", "\"arn:aws:lambda:eu-west-1:123456789012:function:dev_named\"")]
    [InlineData("!Sub '${Worker.Arn}:x'", "\"arn:aws:lambda:eu-west-1:123456789012:function:Worker:x\"")]
    [InlineData("!Ref Worker.Alias", "\"arn:aws:lambda:eu-west-1:123456789012:function:Worker:live\"")]
    [InlineData("!Ref Flow", "\"arn:aws:states:eu-west-1:123456789012:stateMachine:Flow\"")]
    [InlineData("!GetAtt Flow.Name", "\"Flow\"")]
    [InlineData("!Ref Orders", "\"orders\"")]
    [InlineData("!GetAtt Orders.Arn", "\"arn:aws:dynamodb:eu-west-1:123456789012:table/orders\"")]
    [InlineData("!Ref Jobs", "\"https://sqs.eu-west-1.amazonaws.com/123456789012/Jobs\"")]
    [InlineData("!Join ['-', [a, !Ref Stage, !Ref 'AWS::NoValue']]", "\"a-dev\"")]
    [InlineData("!Join [',', !Ref Zones]", "\"a,b,c\"")]
    [InlineData("!Select [1, !Split ['|', 'x|y|z']]", "\"y\"")]
    [InlineData("!FindInMap [Sizes, !Ref Stage, Memory]", "128")]
    [InlineData("!FindInMap [Sizes, other, Memory, {DefaultValue: 7}]", "7")]
    [InlineData("!If [IsLive, 1, !If [IsSmall, 2, 3]]", "2")]
    [InlineData("{a: !If [IsLive, 1, !Ref 'AWS::NoValue'], b: 2}", """{"b":2}""")]
    [InlineData("!Base64 text", "\"dGV4dA==\"")]
    [InlineData("!ToJsonString {a: !Ref Stage}", """ "{\"a\":\"dev\"}" """)]
    [InlineData("[012345678901, 12, 1.50, true, 'true', ~]", """["012345678901",12,1.50,true,"true",null]""")]
    public void Intrinsic_functions_answer_as_cloudformation_does(string value, string expected) =>
        Assert.Equal(expected.Trim(), Templates.ValueOf($"{Surroundings} {value}"));

    [Fact]
    public void A_parameter_that_is_given_comes_before_its_default() =>
        Assert.Equal("1024", Templates.ValueOf($"{Surroundings} !FindInMap [Sizes, !Ref Stage, Memory]", ("Stage", "live")));

    [Theory]
    [InlineData("!Ref Secret", "The parameter Secret has no default: give it with --parameter Secret=<value>.")]
    [InlineData("!Ref Kept", "The parameter Kept is kept in Systems Manager as '/path/of/it'")]
    [InlineData("!Ref Nothing", "'Nothing' is no parameter and no resource of this template.")]
    [InlineData("!GetAtt Orders.StreamArn", "What Orders.StreamArn is (AWS::DynamoDB::Table), only AWS knows.")]
    [InlineData("!ImportValue network", "'network' is exported by another stack")]
    [InlineData("!Cidr [10.0.0.0/16, 2]", "Fn::Cidr is not evaluated here.")]
    [InlineData("'{{resolve:ssm:/x}}'", "'{{resolve:ssm:/x}}' is looked up by AWS when it deploys")]
    [InlineData("!Select [3, [a]]", "Fn::Select: the list has 1 items")]
    [InlineData("!If [Missing, 1, 2]", "The template has no condition 'Missing'.")]
    public void What_cannot_be_worked_out_is_said_with_its_line(string value, string problem)
    {
        var e = Assert.Throws<TemplateException>(() => Templates.ValueOf($"{Surroundings} {value}"));

        Assert.StartsWith("template.yaml(18,", e.Message, StringComparison.Ordinal);
        Assert.StartsWith(problem, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stage", "test", "must be one of AllowedValues: dev, live")]
    [InlineData("Stgae", "dev", "the template has no such parameter. It has: Stage, Zones, Secret, Kept.")]
    public void A_wrong_parameter_is_refused(string name, string value, string problem)
    {
        var e = Assert.Throws<TemplateException>(() => Templates.ValueOf($"{Surroundings} !Ref Stage", (name, value)));

        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_depend_on_each_other_end_in_a_sentence()
    {
        var e = Assert.Throws<TemplateException>(() => Templates.ValueOf("""
            Resources:
              A: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt B.QueueName } }
              B: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt A.QueueName } }
            Metadata: { Value: !Ref A }
            """));

        Assert.Contains("circle", e.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_read_with_its_tabs_and_places()
    {
        const string Json = "{\n\t\"Resources\": { \"F\": { \"Type\": \"AWS::Lambda::Function\" } },\n\t\"Metadata\": { \"Value\": { \"Fn::GetAtt\": [\"F\", \"Colour\"] } }\n}";

        var e = Assert.Throws<TemplateException>(() => Templates.ValueOf(Json));

        Assert.StartsWith("template.yaml(3,", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [", "template.yaml(")]
    [InlineData("a: 1", "This is no template: it has no Resources.")]
    [InlineData("Resources: { A: { Properties: {} } }", "The resource 'A' has no Type.")]
    public void What_is_no_template_is_refused(string yaml, string problem) =>
        Assert.Contains(problem, Assert.Throws<TemplateException>(() => Template.Parse("template.yaml", yaml)).Message, StringComparison.Ordinal);
}
