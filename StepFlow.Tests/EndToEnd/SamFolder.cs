namespace StepFlow.Tests.EndToEnd;

/// <summary>A SAM project that a test writes: templates, definitions and function projects in a folder of their own.</summary>
internal sealed class SamFolder : IDisposable
{
    // What a program that is a Lambda function is written against.
    private static readonly string[] Functions = ["StepFlow.Functions.dll", "AWSSDK.Core.dll"];

    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-sam-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes a file and answers its full path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A project without packages; <paramref name="references"/> are other projects of the folder.</summary>
    public void WriteProject(string name, string code, bool isProgram = false, params string[] references)
    {
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <OutputType>{(isProgram ? "Exe" : "Library")}</OutputType>
              </PropertyGroup>
              <ItemGroup>
                {(isProgram ? string.Join('\n', Functions.Select(dll => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, dll)}\" />")) : "")}
                {string.Join('\n', references.Select(reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />"))}
              </ItemGroup>
            </Project>
            """);
        Write($"{name}/Program.cs", code);
    }
}
