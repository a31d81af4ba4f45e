using System.Reflection;
using System.Runtime.Loader;

namespace StepFlow.Cli.Launching;

/// <summary>A class library with its own versions of everything it brings along; the framework is shared.</summary>
internal sealed class HandlerAssembly : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly string _folder;

    private HandlerAssembly(string path)
        : base("handler")
    {
        _resolver = new(path);
        _folder = Path.GetDirectoryName(path)!;
    }

    public static Assembly Load(string path) => new HandlerAssembly(path).LoadFromAssemblyPath(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = _resolver.ResolveAssemblyToPath(assemblyName) ?? Path.Combine(_folder, $"{assemblyName.Name}.dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
