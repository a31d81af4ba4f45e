using System.Runtime.ExceptionServices;

namespace StepFlow.Hosting.Embedded;

/// <summary>Definitions without which the application does not start, collected so that all that is wrong is told at once.</summary>
internal sealed class RefusedDefinitions
{
    private readonly List<Exception> _refused = [];

    public void Add(Exception refused) => _refused.Add(refused);

    public void ThrowIfAny()
    {
        if (_refused is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        if (_refused.Count > 0)
        {
            throw new StartException(string.Join(Environment.NewLine, _refused.Select(refused => refused.Message)));
        }
    }
}
