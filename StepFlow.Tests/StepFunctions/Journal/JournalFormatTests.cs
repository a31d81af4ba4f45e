using System.Text;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Journal;

public sealed class JournalFormatTests
{
    [Theory]
    [InlineData("""{"a":1.0,"b":1152921504606846977,"c":1e400,"d":-0,"e":0.10}""")]
    [InlineData("""["\ud800","\udc00 \ud83d","😀 é ' <>","\u0001\n\"\\"]""")]
    [InlineData("""{"\ud800":{"":null,"é":[true,false,null,{}]}}""")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Values_come_back_as_they_were(string json)
    {
        var value = JsonValue.Parse(json);

        var back = ((StateEntered)RoundTrip(new StateEntered("S", "Pass", value))).Input;

        Assert.Equal(value.ToString(), back.ToString());
    }

    [Fact]
    public void Values_nest_as_deep_as_values_may()
    {
        var value = JsonValue.Parse(string.Concat(Enumerable.Repeat("[", 999)) + string.Concat(Enumerable.Repeat("]", 999)));

        var back = ((StateEntered)RoundTrip(new StateEntered("S", "Pass", value))).Input;

        Assert.Equal(value.ToString(), back.ToString());
    }

    [Fact]
    public void Texts_come_back_as_they_were()
    {
        var error = new StatesError("\ud800 A", "{\"it's\": \"é\"} \udfff");

        var back = (ExecutionFailed)RoundTrip(new ExecutionFailed(error));

        Assert.Equal(error, back.Error);
    }

    [Fact]
    public void A_missing_error_name_stays_missing()
    {
        Assert.Equal(new StatesError(null), ((ExecutionFailed)RoundTrip(new ExecutionFailed(new(null)))).Error);
    }

    [Fact]
    public void What_is_absent_is_told_from_null()
    {
        var exited = (StateExited)RoundTrip(new StateExited("S", "Pass", JsonValue.Null, Assigned: null, Next: null));

        Assert.Same(JsonValue.Null, exited.Output);
        Assert.Null(exited.Assigned);
        Assert.Null(exited.Next);
    }

    [Fact]
    public void A_record_is_compact_and_readable()
    {
        var entered = new StateEntered("Wähle", "Pass", JsonValue.Parse("""{"it's":"é"}"""))
        {
            Id = 2,
            At = new(2026, 1, 1, 12, 0, 0, 500, TimeSpan.Zero),
        };
        var heartbeat = new HeartbeatReceived(1) { At = entered.At, Frame = 3 };

        Assert.Equal(
            """[{"$type":"StateEntered","State":"Wähle","StateType":"Pass","Input":{"it's":"é"},"Id":2,"At":"2026-01-01T12:00:00.5+00:00"},"""
            + """{"$type":"HeartbeatReceived","Work":1,"At":"2026-01-01T12:00:00.5+00:00","Frame":3}]""",
            Encoding.UTF8.GetString(JournalFormat.Encode([entered, heartbeat])));
    }

    [Fact]
    public void Every_kind_of_event_has_a_stored_name()
    {
        var kinds = typeof(ExecutionEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ExecutionEvent))).ToHashSet();
        var named = typeof(ExecutionEvent).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().ToList();

        Assert.Equal(kinds, named.Select(n => n.DerivedType).ToHashSet());
        Assert.All(named, n => Assert.Equal(n.DerivedType.Name, n.TypeDiscriminator));
    }

    [Fact]
    public void A_later_format_is_refused_and_the_refusal_says_what_to_do()
    {
        var refusal = Assert.Throws<JournalFormatException>(() => JournalFormat.Decode(JournalFormat.Version + 1, "[]"u8));

        Assert.Contains("format 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--reset", refusal.Message, StringComparison.Ordinal);
    }

    private static ExecutionEvent RoundTrip(ExecutionEvent @event) =>
        Assert.Single(JournalFormat.Decode(JournalFormat.Version, JournalFormat.Encode([@event])));
}
