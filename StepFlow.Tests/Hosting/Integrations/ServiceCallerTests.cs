using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

public sealed class ServiceCallerTests
{
    [Fact]
    public async Task Sqs_takes_a_JSON_body_as_text_and_shows_the_SDKs_metadata()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            200, """{"MD5OfMessageBody":"m","MessageId":"i"}""", "application/x-amz-json-1.0", ("x-amzn-RequestId", "r-1")));

        var output = await fixture.OutputAsync("arn:aws:states:::sqs:sendMessage.waitForTaskToken", """{"QueueUrl":"http://q/1","MessageBody":{"a":1.0}}""");

        Assert.Equal("""{"QueueUrl":"http://q/1","MessageBody":"{\"a\":1.0}"}""", fixture.Sent.Body);
        Assert.Equal("AmazonSQS.SendMessage", fixture.Sent.Headers["X-Amz-Target"]);
        Assert.Equal("Root=1-2;Parent=3;Sampled=1", fixture.Sent.Headers["X-Amzn-Trace-Id"]);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=test/", fixture.Sent.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(["MD5OfMessageBody", "MessageId", "SdkHttpMetadata", "SdkResponseMetadata"], output.Names);
        Assert.Equal(JsonObject.Of(("RequestId", "r-1")), output["SdkResponseMetadata"]);
    }

    [Fact]
    public async Task Sns_goes_out_as_a_form_and_comes_back_from_XML()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            200, "<PublishResponse xmlns=\"x\"><PublishResult><MessageId>i</MessageId></PublishResult></PublishResponse>", "text/xml"));

        var output = await fixture.OutputAsync(
            "arn:aws:states:::sns:publish",
            """{"TopicArn":"t","Message":{"m":"é"},"MessageAttributes":{"k":{"DataType":"String","StringValue":"v w"}}}""");

        Assert.Equal(
            "Action=Publish&Version=2010-03-31&TopicArn=t&Message=%7B%22m%22%3A%22%C3%A9%22%7D&MessageAttributes.entry.1.Name=k"
            + "&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=v%20w",
            fixture.Sent.Body);
        Assert.Equal("i", output["MessageId"]);
    }

    [Fact]
    public async Task An_error_of_an_optimized_service_is_named_by_the_first_SDK()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            400,
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>No group</Message></Error></ErrorResponse>",
            "text/xml",
            ("x-amzn-RequestId", "r-1")));

        var error = await fixture.ErrorAsync("arn:aws:states:::sns:publish", """{"TopicArn":"t","Message":"m"}""");

        Assert.Equal(
            new StatesError(
                "SNS.InvalidParameterException",
                "No group (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter; Request ID: r-1; Proxy: null)"),
            error);
    }

    [Theory]
    [InlineData("arn:aws:states:::sqs:sendMessage", "SQS.SdkClientException")]
    [InlineData("arn:aws:states:::aws-sdk:sqs:sendMessage", "Sqs.SdkClientException")]
    public async Task An_endpoint_may_play_the_failure_of_AWSs_client(string arn, string name)
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(400, """{"__type":"SdkClientException","message":"Unable to execute HTTP request: q"}"""));

        Assert.Equal(new StatesError(name, "Unable to execute HTTP request: q"), await fixture.ErrorAsync(arn, """{"QueueUrl":"http://q","MessageBody":"m"}"""));
    }

    [Theory]
    [InlineData("arn:aws:states:::dynamodb:putItem", "ValidationException", "DynamoDB.AmazonDynamoDBException")]
    [InlineData("arn:aws:states:::dynamodb:putItem", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "DynamoDB.ConditionalCheckFailedException")]
    [InlineData("arn:aws:states:::aws-sdk:dynamodb:putItem", "ValidationException", "DynamoDb.DynamoDbException")]
    [InlineData("arn:aws:states:::aws-sdk:dynamodb:putItem", "ResourceNotFoundException", "DynamoDb.ResourceNotFoundException")]
    [InlineData("arn:aws:states:::aws-sdk:dynamodb:putItem", "InternalServerError", "DynamoDb.InternalServerException")]
    [InlineData("arn:aws:states:::sqs:sendMessage", "com.amazonaws.sqs#QueueDoesNotExist", "SQS.QueueDoesNotExistException")]
    [InlineData("arn:aws:states:::aws-sdk:secretsmanager:createSecret", "InvalidNameHere", "SecretsManager.SecretsManagerException")]
    public async Task Error_names_follow_the_models(string arn, string type, string name)
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(400, $$"""{"__type":"{{type}}","message":"no"}"""));

        Assert.Equal(name, (await fixture.ErrorAsync(arn, """{"TableName":"t"}""")).Name);
    }

    [Fact]
    public async Task An_aws_sdk_error_has_the_second_SDKs_style()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            400, """{"__type":"ResourceNotFoundException","message":"Requested resource not found"}""", Headers: ("x-amzn-RequestId", "r-1")));

        var error = await fixture.ErrorAsync("arn:aws:states:::aws-sdk:dynamodb:getItem", """{"TableName":"t","Key":{"id":{"S":"1"}}}""");

        Assert.Equal("Requested resource not found (Service: DynamoDb, Status Code: 400, Request ID: r-1) (SDK Attempt Count: 1)", error.Cause);
    }

    [Fact]
    public async Task Events_refused_one_by_one_fail_the_task()
    {
        const string answer = """{"Entries":[{"ErrorCode":"MalformedDetail","ErrorMessage":"Detail is malformed."}],"FailedEntryCount":1}""";
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, answer));

        var error = await fixture.ErrorAsync("arn:aws:states:::events:putEvents", """{"Entries":[{"Detail":{"a":1},"DetailType":"t","Source":"s"}]}""");

        Assert.Equal(new StatesError("EventBridge.FailedEntry", answer), error);
        Assert.Equal("""{"Entries":[{"Detail":"{\"a\":1}","DetailType":"t","Source":"s"}]}""", fixture.Sent.Body);
    }

    [Theory]
    [InlineData("""{"Entries":[{"Detail":"\"text\"","DetailType":"t","Source":"s"}]}""", null, """{"Entries":[{"ErrorCode":"MalformedDetail","ErrorMessage":"Detail is malformed."}],"FailedEntryCount":1}""")]
    [InlineData(
        """{"Entries":[{"Detail":"{}","DetailType":"t","Source":"s"},{"Detail":"[]","DetailType":"t","Source":"s"}]}""",
        """{"Entries":[{"Detail":"{}","DetailType":"t","Source":"s"}]}""",
        """{"Entries":[{"EventId":"e"},{"ErrorCode":"MalformedDetail","ErrorMessage":"Detail is malformed."}],"FailedEntryCount":1}""")]
    [InlineData(
        """{"Entries":[{"Detail":{},"DetailType":"t"}]}""", null,
        """{"Entries":[{"ErrorCode":"InvalidArgument","ErrorMessage":"Parameter Source is not valid. Reason: Source is a required argument."}],"FailedEntryCount":1}""")]
    public async Task Events_EventBridge_would_refuse_are_kept_from_the_bus(string parameters, string? sent, string cause)
    {
        FakeService.Request? seen = null;
        await using var fixture = await IntegrationFixture.WithFakeAsync(r =>
        {
            seen = r;
            return new(200, """{"Entries":[{"EventId":"e"}],"FailedEntryCount":0}""");
        });

        var error = await fixture.ErrorAsync("arn:aws:states:::events:putEvents", parameters);

        Assert.Equal(new StatesError("EventBridge.FailedEntry", cause), error);
        Assert.Equal(sent, seen?.Body);
    }

    [Fact]
    public async Task Names_are_translated_for_a_service_that_writes_them_differently()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, """{"executionArn":"e","startDate":1.5}"""));

        var output = await fixture.OutputAsync("arn:aws:states:::aws-sdk:sfn:startExecution", """{"StateMachineArn":"m","Input":{"a":1}}""");

        Assert.Equal("""{"stateMachineArn":"m","input":"{\"a\":1}"}""", fixture.Sent.Body);
        Assert.Equal("AWSStepFunctions.StartExecution", fixture.Sent.Headers["X-Amz-Target"]);
        Assert.Equal(JsonObject.Of(("ExecutionArn", "e"), ("StartDate", "1970-01-01T00:00:01.500Z")), output);
    }

    [Fact]
    public async Task Acronyms_are_spelled_as_the_Java_SDK_spells_them()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, """{"Parameter":{"ARN":"a","LastModifiedDate":1700000000,"Version":1}}"""));

        var output = await fixture.OutputAsync("arn:aws:states:::aws-sdk:ssm:getParameter", """{"Name":"n","WithDecryption":true}""");

        Assert.Equal(JsonValue.Parse("""{"Parameter":{"Arn":"a","LastModifiedDate":"2023-11-14T22:13:20Z","Version":1}}"""), output);
    }

    [Fact]
    public async Task Rest_JSON_spreads_parameters_over_path_query_headers_and_body()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            200, "\"done\"", "application/json", ("X-Amz-Executed-Version", "$LATEST")));

        var output = await fixture.OutputAsync(
            "arn:aws:states:::aws-sdk:lambda:invoke", """{"FunctionName":"f:1","Qualifier":"live","InvocationType":"Event","Payload":{"a":1}}""");

        Assert.Equal("/2015-03-31/functions/f%3A1/invocations?Qualifier=live", fixture.Sent.PathAndQuery);
        Assert.Equal("Event", fixture.Sent.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("""{"a":1}""", fixture.Sent.Body);
        Assert.Equal(JsonValue.Parse("""{"ExecutedVersion":"$LATEST","Payload":"\"done\"","StatusCode":200}"""), output);
    }

    [Fact]
    public async Task S3_answers_carry_what_S3_always_says()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(r => new(
            200, r.Method is "GET" ? "text data" : "", "binary/octet-stream", ("ETag", "\"0\"")));

        var got = await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:getObject", """{"Bucket":"b","Key":"a b/c"}""");
        var put = await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:putObject", """{"Bucket":"b","Key":"k","Body":false}""");

        Assert.Equal(
            JsonValue.Parse("""
            {"AcceptRanges":"bytes","ContentLength":9,"ContentType":"binary/octet-stream","ETag":"\"332eec544317a6d340b8e77da7fe54ad\"","Metadata":{},
            "ServerSideEncryption":"AES256","Body":"text data"}
            """),
            got.Without("LastModified"));
        Assert.Equal(
            JsonValue.Parse("""
            {"ChecksumCRC32":"K81oMA==","ChecksumType":"FULL_OBJECT","ETag":"\"68934a3e9455fa72420237eb05902327\"","ServerSideEncryption":"AES256"}
            """),
            put);
    }

    [Fact]
    public async Task S3_errors_are_read_from_XML()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            404, "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>", "application/xml"));

        var error = await fixture.ErrorAsync("arn:aws:states:::aws-sdk:s3:listObjects", """{"Bucket":"b"}""");

        Assert.Equal("S3.NoSuchBucketException", error.Name);
        Assert.Matches(
            """^The specified bucket does not exist \(Service: S3, Status Code: 404, Request ID: \S+, Extended Request ID: \S+\) \(SDK Attempt Count: 1\)$""", error.Cause);
    }

    [Fact]
    public async Task A_bucket_with_capitals_does_not_exist_whatever_the_server_says()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, "<ListBucketResult/>", "application/xml"));

        Assert.Equal("S3.NoSuchBucketException", (await fixture.ErrorAsync("arn:aws:states:::aws-sdk:s3:listObjects", """{"Bucket":"someBucket"}""")).Name);
    }

    [Fact]
    public async Task A_null_answer_counts_as_an_empty_one()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, "null"));

        var output = await fixture.OutputAsync("arn:aws:states:::sqs:sendMessage", """{"QueueUrl":"http://q/1","MessageBody":"m"}""");

        Assert.Equal(["SdkHttpMetadata", "SdkResponseMetadata"], output.Names);
    }

    [Fact]
    public async Task S3_lists_are_read_from_XML()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            200,
            "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>"
            + "<Contents><Key>k</Key><Size>3</Size></Contents></ListBucketResult>",
            "application/xml"));

        var output = await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:listObjectsV2", """{"Bucket":"b","Prefix":"x/"}""");

        Assert.Equal("/b?list-type=2&prefix=x%2F", fixture.Sent.PathAndQuery);
        Assert.Equal(JsonValue.Parse("""{"IsTruncated":false,"Contents":[{"Key":"k","Size":3}],"Name":"b","KeyCount":1}"""), output);
    }

    [Fact]
    public async Task Without_endpoint_the_state_fails_and_names_the_setting()
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();

        var error = await fixture.ErrorAsync("arn:aws:states:::events:putEvents", """{"Entries":[]}""");

        Assert.Equal(
            new StatesError(
                "States.Runtime",
                "No endpoint is configured for the service 'events'. Start with --events-endpoint URL, or set AWS_ENDPOINT_URL_EVENTBRIDGE or AWS_ENDPOINT_URL."),
            error);
    }

    [Fact]
    public async Task Without_Lambda_the_error_says_what_to_do()
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();

        var error = await fixture.ErrorAsync("arn:aws:states:::lambda:invoke", """{"FunctionName":"f"}""");

        Assert.Equal("Lambda.SdkClientException", error.Name);
        Assert.Contains("--lambda-endpoint", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:states:::aws-sdk:dynamodb:query", true)]
    [InlineData("arn:aws:states:::aws-sdk:events:putEvents", true)]
    [InlineData("arn:aws:states:::http:invoke", true)]
    [InlineData("arn:aws:states:::states:startExecution.sync:2", true)]
    [InlineData("arn:aws:states:::dynamodb:query", false)]
    [InlineData("arn:aws:states:::glue:startJobRun.sync", false)]
    [InlineData("arn:aws:states:::aws-sdk:polly:startSpeechSynthesisTask", false)]
    [InlineData("arn:aws:states:::aws-sdk:sqs:noSuchAction", false)]
    public async Task What_cannot_be_called_is_refused_with_a_reason(string arn, bool isSupported)
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();
        Assert.True(TaskResource.TryParse(arn, out var resource));

        Assert.Equal(isSupported, fixture.Set.Tasks.IsSupported(resource, out var why));
        Assert.Equal(isSupported, why.Length is 0);
    }

    [Fact]
    public async Task Any_other_service_is_called_by_the_model_the_user_gives()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            """
            {"metadata":{"apiVersion":"2016-06-10","endpointPrefix":"polly","protocol":"rest-json","serviceId":"Polly"},
             "operations":{"DescribeVoices":{"http":{"method":"GET","requestUri":"/v1/voices"},"input":{"shape":"In"},"output":{"shape":"Out"},"errors":[]}},
             "shapes":{"In":{"type":"structure","members":{"LanguageCode":{"shape":"S","location":"querystring","locationName":"LanguageCode"}}},
                       "Out":{"type":"structure","members":{"Voices":{"shape":"L"}}},"L":{"type":"list","member":{"shape":"S"}},"S":{"type":"string"}}}
            """,
            TestContext.Current.CancellationToken);
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, """{"Voices":["Ida"]}"""), file);

        var output = await fixture.OutputAsync("arn:aws:states:::aws-sdk:polly:describeVoices", """{"LanguageCode":"nb-NO"}""");

        Assert.Equal("/v1/voices?LanguageCode=nb-NO", fixture.Sent.PathAndQuery);
        Assert.Equal(JsonValue.Parse("""{"Voices":["Ida"]}"""), output);
        File.Delete(file);
    }

    [Fact]
    public async Task Unknown_aws_sdk_parameters_are_refused_before_the_call()
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();
        Assert.True(TaskResource.TryParse("arn:aws:states:::aws-sdk:sfn:sendTaskSuccess", out var resource));
        var call = new TaskCall(resource, JsonValue.Parse("""{"taskToken":"t","Output":"o"}"""), "us-east-1", "1", "e", "S");

        var error = fixture.Set.Tasks.Check(call, "Arguments");

        Assert.Equal(
            """The Arguments '{"taskToken":"t","Output":"o"}' could not be used to start the Task: [The field "taskToken" is not supported by Step Functions, The field 'TaskToken' is required but was missing]""",
            error?.Cause);
    }
}
