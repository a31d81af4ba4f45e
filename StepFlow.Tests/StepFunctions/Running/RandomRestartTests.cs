using CsCheck;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>Random definitions in a random world, cut before every arrival.</summary>
public sealed class RandomRestartTests
{
    [Fact]
    public void A_restart_between_any_two_arrivals_changes_nothing() => Gen.Int[0, 1000].Array[8, 120].Sample(
        numbers =>
        {
            var choices = new Choices(numbers);
            var definition = new RandomDefinition(choices).Make();
            var engine = new EngineHarness(definition).Start("""{"items":["a","b","c"]}""");
            new RandomWorld(choices, engine).Run(mostSteps: 60);

            Restarts.ChangeNothing(definition, engine);
        },
        iter: 300, threads: 1);
}
