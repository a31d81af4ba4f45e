namespace StepFlow.ConsoleUI.Graph.Drawing;

/// <summary>Glyphs of the state types, drawn with strokes on a square of 16.</summary>
internal static class StateIcon
{
    public static string PathOf(NodeKind kind) => kind switch
    {
        NodeKind.Task => "M8 1.8 13.4 4.9V11.1L8 14.2 2.6 11.1V4.9ZM2.8 5 8 8 13.2 5M8 8V14",
        NodeKind.Pass => "M2 8H13M9.5 4.5 13 8 9.5 11.5",
        NodeKind.Choice => "M8 1.6 14.4 8 8 14.4 1.6 8ZM6.4 6.6C6.4 5.6 7.1 5 8 5S9.6 5.6 9.6 6.5C9.6 7.6 8 7.7 8 8.9M8 10.8V11",
        NodeKind.Wait => "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2M8 4.6V8L10.4 9.6",
        NodeKind.Succeed => "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2M5.2 8.2 7.2 10.2 10.9 6",
        NodeKind.Fail => "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2M5.9 5.9 10.1 10.1M10.1 5.9 5.9 10.1",
        NodeKind.Parallel => "M8 1.5V4.5M3 11.5V7.5Q3 4.5 6 4.5H10Q13 4.5 13 7.5V11.5M8 4.5V11.5M1.6 11.5H4.4V14.2H1.6ZM6.6 11.5H9.4V14.2H6.6ZM11.6 11.5H14.4V14.2H11.6Z",
        NodeKind.Map => "M2 5.5H5.5V2H2ZM2 14H5.5V10.5H2ZM8 3.7H14M8 12.3H14M3.7 7V9M8 8H14",
        _ => "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2M6.2 6.3C6.2 5.2 7 4.7 8 4.7S9.8 5.3 9.8 6.3C9.8 7.6 8 7.6 8 9M8 11.1V11.3",
    };
}
