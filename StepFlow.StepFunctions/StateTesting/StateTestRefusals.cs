using StepFlow.Aws;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>What TestState refuses to do, in AWS's words where they are known.</summary>
internal static class StateTestRefusals
{
    public static AwsException Definition(string message) => new("InvalidDefinition", message);

    public static AwsException StateNotFound() => Refusals.Validation("State not found in definition");

    public static AwsException NeedsMock() => new(
        "InvalidDefinition",
        "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]");

    public static AwsException PatternNeedsMock() => new(
        "InvalidDefinition", "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.");

    public static AwsException ActivityNeedsMock() => new("InvalidDefinition", "TestState API does not support Activity tasks.");

    public static AwsException NeedsRole() => Refusals.Validation("RoleArn must be specified when testing a Task state");

    public static AwsException NotWithoutMock(string parameter) =>
        Refusals.Validation($"TestState does not support {parameter} when a mock is not specified.");

    public static AwsException NotWithMock(string parameter) =>
        Refusals.Validation($"TestState does not support {parameter} when a mock is specified.");

    public static AwsException TypeTakesNoMock(string type) =>
        Refusals.Validation($"State type '{type}' is not supported when a mock is specified");

    public static AwsException ParameterOnlyFor(string parameter, string types) =>
        Refusals.Validation($"TestState supports {parameter} only for {types} states.");

    public static AwsException OneOfResultAndError() =>
        Refusals.Validation("A test mock should have only one of the following fields: [result, errorOutput].");

    public static AwsException NoErrorName() => Refusals.Validation("An error was not specified in the mocked error output.");

    public static AwsException ResultMustBeArray() => Refusals.Validation("Mocked result must be an array.");

    public static AwsException ResultMustBeObject() => Refusals.Validation("Mocked result must be a JSON object.");

    public static AwsException BranchCount() =>
        Refusals.Validation("Mocked result must contain the same number of items as number of Parallel branches.");

    public static AwsException IterationCount() => Refusals.Validation("Input array does not equal the mocked result array's size.");

    public static AwsException TooManyFailures() =>
        Refusals.Validation("Map iteration failure count must be less than or equal to the number of Map iterations");

    public static AwsException NeedsReaderData() =>
        Refusals.Validation("ItemReader data must be specified when testing a Map state with ItemReader specified.");

    public static AwsException ReaderData(string problem) => Refusals.Validation($"Invalid MapItemReaderData provided: {problem}");

    public static AwsException Context(string problem) => Refusals.Validation($"Invalid Context object provided: {problem}");

    public static AwsException Schema(string problem) => Refusals.Validation($"Mock result schema validation error: {problem}");
}
