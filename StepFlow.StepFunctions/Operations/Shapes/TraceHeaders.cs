using System.Text;
using StepFlow.Aws.Validation;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>traceHeader</c> on the wire.</summary>
internal static class TraceHeaders
{
    public static readonly TextPattern Pattern = new(@"\p{ASCII}*", text => Ascii.IsValid(text));
}
