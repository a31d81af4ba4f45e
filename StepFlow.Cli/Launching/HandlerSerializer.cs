using System.Reflection;

namespace StepFlow.Cli.Launching;

/// <summary>The serializer that a class library names with its LambdaSerializer attribute, on the method or on the assembly.</summary>
internal sealed class HandlerSerializer
{
    private const string AttributeName = "LambdaSerializerAttribute";

    private readonly object _serializer;
    private readonly MethodInfo _deserialize;
    private readonly MethodInfo _serialize;

    private HandlerSerializer(Type type)
    {
        try
        {
            _serializer = HandlerMethod.Created(type);
        }
        catch (MissingMethodException)
        {
            throw new HandlerException($"The serializer {type} has no constructor without parameters, so nothing can create it.");
        }

        _deserialize = Method(type, "Deserialize", parameters: 1);
        _serialize = Method(type, "Serialize", parameters: 2);
    }

    /// <summary>Null where the library names none; then only streams can come and go, as on AWS.</summary>
    public static HandlerSerializer? Of(MethodInfo handler)
    {
        var attribute = handler.GetCustomAttributesData().Concat(handler.Module.Assembly.GetCustomAttributesData())
            .FirstOrDefault(attribute => attribute.AttributeType.Name is AttributeName);
        return attribute?.ConstructorArguments is [{ Value: Type type }] ? new(type) : null;
    }

    public object? Deserialize(Stream json, Type type) => Call(_deserialize, type, json);

    public void Serialize(object? value, Type type, Stream json) => Call(_serialize, type, value, json);

    private static MethodInfo Method(Type type, string name, int parameters) =>
        type.GetInterfaces().Append(type)
            .SelectMany(candidate => candidate.GetMethods())
            .FirstOrDefault(method => method.Name == name && method.IsGenericMethodDefinition && method.GetParameters().Length == parameters)
        ?? throw new HandlerException($"{type} is no serializer: it has no method {name}<T>.");

    private object? Call(MethodInfo method, Type type, params object?[] arguments) =>
        method.MakeGenericMethod(type).Invoke(_serializer, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
}
