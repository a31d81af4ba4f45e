namespace StepFlow.Functions.Core;

/// <summary>Turns events into objects and answers into JSON.</summary>
public interface ILambdaSerializer
{
    T? Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}

/// <summary>Names the serializer of class-library handlers; kept so that such code compiles.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; } = serializerType;
}
