using System.Reflection;
using StepFlow.Functions.Core;

namespace StepFlow.Cli.Launching;

/// <summary>A method of a class library as Lambda's .NET runtime calls it: any of input and context in, a value, stream or task out.</summary>
internal sealed class HandlerMethod
{
    private const string ContextName = "ILambdaContext";
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly MethodInfo _method;
    private readonly object? _instance;
    private readonly HandlerSerializer? _serializer;

    private HandlerMethod(MethodInfo method)
    {
        _method = method;
        _instance = method.IsStatic ? null : Created(method.DeclaringType!);
        _serializer = HandlerSerializer.Of(method);
        CheckSignature();
    }

    /// <summary>The type of what comes out, tasks unwrapped; void where nothing does.</summary>
    private Type Output => _method.ReturnType is { IsGenericType: true } task && typeof(Task).IsAssignableFrom(task) ? task.GetGenericArguments()[0]
        : _method.ReturnType == typeof(Task) ? typeof(void)
        : _method.ReturnType;

    public static HandlerMethod Find(Assembly assembly, HandlerName handler)
    {
        var type = assembly.GetType(handler.Type)
            ?? throw new HandlerException($"{assembly.GetName().Name} has no type '{handler.Type}'. The handler names it with its namespace: Assembly::Namespace.Type::Method.");
        return type.GetMethods(Any).Where(method => method.Name == handler.Method).ToArray() switch
        {
            [var method] => new(method),
            [] => throw new HandlerException($"{type} has no method '{handler.Method}'."),
            _ => throw new HandlerException($"{type} has several methods '{handler.Method}', and a handler cannot say which. Give the handler a name of its own."),
        };
    }

    /// <summary>What a constructor throws is the error of the function's init, as it is.</summary>
    public static object Created(Type type) =>
        Activator.CreateInstance(type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!;

    public async Task<Stream> CallAsync(Stream input, ILambdaContext context)
    {
        object?[] arguments =
        [
            .. _method.GetParameters().Select(parameter =>
                IsContext(parameter) ? Lookalike.Of(context, typeof(ILambdaContext), parameter.ParameterType)
                : IsStream(parameter.ParameterType) ? input
                : _serializer!.Deserialize(input, parameter.ParameterType)),
        ];
        var result = _method.Invoke(_instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        if (result is Task task)
        {
            await task;
            result = Output == typeof(void) ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }

        return Written(result);
    }

    private static bool IsContext(ParameterInfo parameter) => parameter.ParameterType is { IsInterface: true, Name: ContextName };

    private static bool IsStream(Type type) => typeof(Stream).IsAssignableFrom(type);

    private Stream Written(object? result)
    {
        if (result is Stream stream)
        {
            return stream;
        }

        var output = new MemoryStream();
        if (Output == typeof(void))
        {
            output.Write("null"u8);
        }
        else
        {
            _serializer!.Serialize(result, Output, output);
        }

        output.Position = 0;
        return output;
    }

    private void CheckSignature()
    {
        var values = _method.GetParameters().Where(parameter => !IsContext(parameter)).Select(parameter => parameter.ParameterType).ToList();
        if (values.Count > 1)
        {
            throw new HandlerException($"{Described} takes {values.Count} values; a handler takes one, and an ILambdaContext.");
        }

        if (_serializer is null && values.Append(Output).FirstOrDefault(type => type != typeof(void) && !IsStream(type)) is { } type)
        {
            throw new HandlerException(
                $"{Described} has {type}, which needs a serializer, as on AWS: [assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]. Without one only streams come and go.");
        }
    }

    private string Described => $"{_method.DeclaringType}::{_method.Name}";
}
