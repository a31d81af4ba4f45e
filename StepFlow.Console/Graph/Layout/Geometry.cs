using System.Runtime.InteropServices;

namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>A point in the picture, in CSS pixels from its upper left corner.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Point(double X, double Y)
{
    public Point Moved(double dx, double dy) => new(X + dx, Y + dy);
}

/// <summary>A rectangle in the picture.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CenterX => X + (Width / 2);

    public Box Moved(double dx, double dy) => this with { X = X + dx, Y = Y + dy };
}
