namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>A stream of choices: what a random test does. When it runs dry every choice is the first, so it always comes to an end.</summary>
internal sealed class Choices(int[] numbers)
{
    private int _at;

    public bool AreLeft => _at < numbers.Length;

    public int Next(int count) => _at < numbers.Length ? numbers[_at++] % count : 0;

    public T Of<T>(params ReadOnlySpan<T> items) => items[Next(items.Length)];
}
