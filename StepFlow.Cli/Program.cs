using System.CommandLine;
using StepFlow.Cli.Verbs;

var root = new RootCommand("StepFlow: AWS Step Functions on this machine.") { StartVerb.Create(), RunVerb.Create(), LaunchVerb.Create(), HostVerb.Create(), ValidateVerb.Create() };
return await root.Parse(args).InvokeAsync();
