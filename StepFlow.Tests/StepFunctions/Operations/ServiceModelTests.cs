using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

/// <summary>Compares what stands in C# beside each operation with AWS's service model.</summary>
public sealed class ServiceModelTests
{
    // Describes the state machine of a Map state, whose ARN AWS refuses in this very operation.
    private const string NeverAnswered = "DescribeStateMachine.label";

    private static readonly Lazy<JsonElement> Model = new(() =>
        JsonElement.Parse(File.ReadAllText(SharedData.Require("aws-api", "states-2016-11-23.json"))));

    [Fact]
    public void Every_operation_of_the_model_is_there()
    {
        var modelled = Model.Value.GetProperty("operations").EnumerateObject().Select(o => o.Name);

        Assert.Equal(modelled.Order(StringComparer.Ordinal), Operations().Select(o => o.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Constraints_are_those_of_the_model() => Assert.Empty(Operations().SelectMany(o => Compare(o.Name, o.Members, InputOf(o.Name))));

    [Fact]
    public void Answers_have_the_members_of_the_model() => Assert.Empty(Operations().SelectMany(CompareAnswer));

    internal static IReadOnlyCollection<Operation> Operations()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(DispatchProxy.Create<IExecutions, NeverCalled>())
            .AddSingleton(DispatchProxy.Create<ITaskIntegrations, NeverCalled>())
            .AddStepFunctions()
            .BuildServiceProvider();
        return services.GetRequiredService<OperationTable>().Operations;
    }

    private static JsonElement Shape(string name) => Model.Value.GetProperty("shapes").GetProperty(name);

    private static JsonElement InputOf(string operation) => Shape(
        Model.Value.GetProperty("operations").GetProperty(operation).GetProperty("input").GetProperty("shape").GetString()!);

    private static IEnumerable<string> Compare(string path, IReadOnlyList<Constraint> ours, JsonElement structure)
    {
        var required = structure.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        var members = structure.GetProperty("members").EnumerateObject().ToDictionary(m => m.Name, m => Shape(m.Value.GetProperty("shape").GetString()!));
        foreach (var name in members.Keys.Except(ours.Select(c => c.Name), StringComparer.Ordinal))
        {
            yield return $"{path}.{name} is missing";
        }

        foreach (var constraint in ours)
        {
            if (!members.TryGetValue(constraint.Name, out var shape))
            {
                yield return $"{path}.{constraint.Name} is not in the model";
                continue;
            }

            foreach (var difference in Compare($"{path}.{constraint.Name}", constraint, shape, required.Contains(constraint.Name)))
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> Compare(string path, Constraint ours, JsonElement shape, bool required)
    {
        var type = shape.GetProperty("type").GetString();
        var kind = type switch
        {
            "string" => MemberKind.Text,
            "integer" or "long" => MemberKind.Integer,
            "float" or "double" => MemberKind.Real,
            "boolean" => MemberKind.Flag,
            "structure" => MemberKind.Structure,
            _ => MemberKind.List,
        };
        var sensitive = kind is MemberKind.Text && shape.TryGetProperty("sensitive", out var s) && s.GetBoolean();
        var values = shape.TryGetProperty("enum", out var e) ? string.Join(",", e.EnumerateArray().Select(v => v.GetString()).Order(StringComparer.Ordinal)) : null;
        (string What, object? Ours, object? Theirs)[] facts =
        [
            ("kind", ours.Kind, kind),
            ("required", ours.Required, required),
            ("min", ours.Min, Number(shape, "min")),
            ("max", ours.Max, Number(shape, "max")),
            ("sensitive", ours.Sensitive, sensitive),
            ("pattern", ours.Pattern, shape.TryGetProperty("pattern", out var pattern) ? pattern.GetString() : null),
            ("values", ours.Values is null ? null : string.Join(",", ours.Values.Values.Order(StringComparer.Ordinal)), values),
        ];
        foreach (var (what, mine, theirs) in facts)
        {
            if (!Equals(mine, theirs))
            {
                yield return $"{path}: {what} is {mine ?? "none"}, in the model {theirs ?? "none"}";
            }
        }

        var inner = kind switch
        {
            MemberKind.Structure => Compare(path, ours.Members ?? [], shape),
            MemberKind.List when Shape(shape.GetProperty("member").GetProperty("shape").GetString()!) is var item =>
                item.GetProperty("type").GetString() is "structure"
                    ? Compare(path, ours.Members ?? [], item)
                    : Compare($"{path}.member", Assert.Single(ours.Members!), item, required: false),
            _ => [],
        };
        foreach (var difference in inner)
        {
            yield return difference;
        }
    }

    // A minimum of 0 says nothing about a text or a list.
    private static double? Number(JsonElement shape, string name) =>
        shape.TryGetProperty(name, out var value) && !(name is "min" && value.GetDouble() is 0 && shape.GetProperty("type").GetString() is "string")
            ? value.GetDouble()
            : null;

    private static IEnumerable<string> CompareAnswer(Operation operation)
    {
        var output = Model.Value.GetProperty("operations").GetProperty(operation.Name).GetProperty("output").GetProperty("shape").GetString()!;
        var theirs = Shape(output).GetProperty("members").EnumerateObject().Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var type = typeof(StepFunctionsJson).Assembly.GetType($"StepFlow.StepFunctions.Operations.{operation.Name}Response");
        var ours = type is null
            ? []
            : ((JsonTypeInfo)StepFunctionsJson.Wire.GetTypeInfo(type)!).Properties.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in theirs.Except(ours, StringComparer.Ordinal).Where(name => $"{operation.Name}.{name}" is not NeverAnswered))
        {
            yield return $"{operation.Name}: the answer lacks {name}";
        }

        foreach (var name in ours.Except(theirs, StringComparer.Ordinal))
        {
            yield return $"{operation.Name}: the answer has {name}, which the model has not";
        }
    }

    /// <summary>Stands for the engine where only the table of operations is looked at.</summary>
    internal class NeverCalled : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException(targetMethod?.Name);
    }
}
