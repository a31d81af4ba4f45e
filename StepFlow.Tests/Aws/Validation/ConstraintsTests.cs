using StepFlow.Aws;
using StepFlow.Aws.Validation;
using Xunit;

namespace StepFlow.Tests.Aws.Validation;

public sealed class ConstraintsTests
{
    private sealed record Item(string? Key);

    private sealed record Request(
        string? Arn = "arn:aws:states:x", string? Name = "n", string? Data = null, long? Size = null, string? Kind = null, IReadOnlyList<Item>? Items = null);

    private static readonly Constraints<Request> Rules = new Constraints<Request>()
        .Arn("arn", r => r.Arn)
        .Text("name", r => r.Name, 1, 5, required: true, pattern: new("[a-z]+", text => text.All(char.IsAsciiLetterLower)))
        .Data("data", r => r.Data, 6)
        .Integer("size", r => r.Size, 0, 1000)
        .OneOf("kind", r => r.Kind, new("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"))
        .List("items", r => r.Items, new Constraints<Item>().Text("key", i => i.Key, 1, 3, required: true));

    [Fact]
    public void A_request_that_keeps_the_model_passes() => Rules.Ensure(new(Data: "ééé", Size: 1000, Kind: "FAILED", Items: [new("a")]));

    [Fact]
    public void A_missing_member_is_null() =>
        AssertRefused(new(Name: null), "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null");

    [Fact]
    public void A_text_of_the_wrong_length_is_repeated() => AssertRefused(
        new(Name: "abcdef"),
        "1 validation error detected: Value 'abcdef' at 'name' failed to satisfy constraint: Member must have length less than or equal to 5");

    [Fact]
    public void Pattern_and_length_are_two_errors() => AssertRefused(
        new(Name: "ABCDEF"),
        "2 validation errors detected: Value 'ABCDEF' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+; "
        + "Value 'ABCDEF' at 'name' failed to satisfy constraint: Member must have length less than or equal to 5");

    [Fact]
    public void Data_counts_in_bytes_and_is_never_repeated() => AssertRefused(
        new(Data: "éééé"),
        "1 validation error detected: Value at 'data' failed to satisfy constraint: Member must have size less than or equal to 6 bytes in UTF-8 encoding");

    [Theory]
    [InlineData(1001, "less than or equal to 1000")]
    [InlineData(-1, "greater than or equal to 0")]
    public void A_number_out_of_range_says_which_end(long size, string constraint) => AssertRefused(
        new(Size: size), $"1 validation error detected: Value '{size}' at 'size' failed to satisfy constraint: Member must have value {constraint}");

    [Fact]
    public void Enumerations_are_listed_in_the_order_of_the_service() => AssertRefused(
        new(Kind: "succeeded"),
        "1 validation error detected: Value 'succeeded' at 'kind' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]");

    [Fact]
    public void Items_of_lists_count_from_one() => AssertRefused(
        new(Items: [new("a"), new("long")]),
        "1 validation error detected: Value 'long' at 'items.2.member.key' failed to satisfy constraint: Member must have length less than or equal to 3");

    [Fact]
    public void The_form_of_the_arn_comes_before_all_constraints()
    {
        var refusal = Assert.Throws<AwsException>(() => Rules.Ensure(new(Arn: "nonsense", Name: null)));

        Assert.Equal(("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: nonsense'"), (refusal.Code, refusal.Text));
    }

    [Theory]
    [InlineData(new[] { "COMPLETED", "FAILED", "CANCELED", "TERMINATED", "CONTINUED_AS_NEW", "TIMED_OUT" }, "TERMINATED, TIMED_OUT, COMPLETED, CONTINUED_AS_NEW, CANCELED, FAILED")]
    [InlineData(new[] { "AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM" }, "EXTERNAL, AWS_CLOUDHSM, AWS_KMS")]
    public void Lists_recorded_from_other_services_come_out_alike(string[] values, string listed) => Assert.Equal(listed, new EnumValues(values).Listed);

    private static void AssertRefused(Request request, string text)
    {
        var refusal = Assert.Throws<AwsException>(() => Rules.Ensure(request));

        Assert.Equal(("ValidationException", text), (refusal.Code, refusal.Text));
    }
}
