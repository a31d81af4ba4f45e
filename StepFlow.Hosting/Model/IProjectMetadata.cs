namespace StepFlow.Hosting;

/// <summary>A project that the AppHost starts. The build writes one such class for each project reference: <c>Projects.My_Function</c>.</summary>
public interface IProjectMetadata
{
    string ProjectPath { get; }

    /// <summary>The built assembly.</summary>
    string AssemblyPath { get; }
}
