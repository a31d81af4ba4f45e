using System.Text.RegularExpressions;

namespace StepFlow.ConsoleUI.Graph.Drawing;

/// <summary>
/// The style sheet that stands inside the picture, so that an exported one carries it along. Colours are variables of the
/// theme with the light theme's values behind them, which hold where no variable is set.
/// </summary>
public static partial class GraphStyle
{
    public const string Themed = """
        .sf-graph text{font-family:"Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,sans-serif}
        .sf-graph .card{fill:var(--surface,#ffffff);stroke:var(--colorNeutralStroke1,#d1d1d1);stroke-width:1.2}
        .sf-graph .region{fill:var(--canvas,#f5f7f8);stroke:var(--line,#dde3e6);stroke-width:1}
        .sf-graph .name{font-size:13px;font-weight:600;fill:var(--colorNeutralForeground1,#242424)}
        .sf-graph .detail{font-size:11px;fill:var(--quiet,#56646b)}
        .sf-graph .badge rect{fill:var(--accent-soft,#e3f4f7)}
        .sf-graph .badge text{font-size:11px;font-weight:600;fill:var(--accent,#0b7285)}
        .sf-graph .tile{fill:var(--colorPaletteBlueBackground2,#a9d3f2)}
        .sf-graph .glyph{fill:none;stroke:var(--colorPaletteBlueForeground2,#004377);stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
        .sf-graph .k-pass .tile{fill:var(--colorPaletteSteelBackground2,#94c8d4)}.sf-graph .k-pass .glyph{stroke:var(--colorPaletteSteelForeground2,#00333f)}
        .sf-graph .k-choice .tile{fill:var(--colorPalettePurpleBackground2,#c6b1de)}.sf-graph .k-choice .glyph{stroke:var(--colorPalettePurpleForeground2,#341a51)}
        .sf-graph .k-wait .tile{fill:var(--colorPaletteMarigoldBackground2,#f9e2ae)}.sf-graph .k-wait .glyph{stroke:var(--colorPaletteMarigoldForeground2,#835900)}
        .sf-graph .k-succeed .tile{fill:var(--colorPaletteDarkGreenBackground2,#9ad29a)}.sf-graph .k-succeed .glyph{stroke:var(--colorPaletteDarkGreenForeground2,#063b06)}
        .sf-graph .k-fail .tile{fill:var(--colorPaletteCranberryBackground2,#eeacb2)}.sf-graph .k-fail .glyph{stroke:var(--colorPaletteCranberryForeground2,#6e0811)}
        .sf-graph .k-parallel .tile{fill:var(--colorPaletteTealBackground2,#9bd9db)}.sf-graph .k-parallel .glyph{stroke:var(--colorPaletteTealForeground2,#02494c)}
        .sf-graph .k-map .tile{fill:var(--colorPalettePinkBackground2,#edbbe7)}.sf-graph .k-map .glyph{stroke:var(--colorPalettePinkForeground2,#80215d)}
        .sf-graph .k-missing .card,.sf-graph .k-unknown .card{stroke-dasharray:5 4;stroke:var(--status-failed,#c92a2a)}
        .sf-graph .k-start .card,.sf-graph .k-end .card{fill:var(--line,#dde3e6);stroke:none}
        .sf-graph .k-start .name,.sf-graph .k-end .name{font-size:12px;text-anchor:middle}
        .sf-graph .k-entry .card{fill:var(--colorNeutralForeground3,#616161);stroke:none}
        .sf-graph .edge path{fill:none;stroke:var(--colorNeutralForeground4,#707070);stroke-width:1.4}
        .sf-graph .edge path.arrow{fill:var(--colorNeutralForeground4,#707070);stroke:none}
        .sf-graph .edge.e-catch path{stroke:var(--status-caught,#b3520a);stroke-dasharray:5 3.5}
        .sf-graph .edge.e-catch path.arrow{fill:var(--status-caught,#b3520a)}
        .sf-graph .label rect{fill:var(--canvas,#f5f7f8)}
        .sf-graph .label text{font-size:11px;fill:var(--colorNeutralForeground2,#424242);text-anchor:middle}
        .sf-graph .label.e-catch text{fill:var(--status-caught,#b3520a)}
        .sf-graph .label.e-default text{font-style:italic;fill:var(--colorNeutralForeground3,#616161)}
        .sf-graph .mark{display:none}
        .sf-graph .mark path{fill:none;stroke:var(--surface,#ffffff);stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;display:none}
        .sf-graph .s-running .mark,.sf-graph .s-waiting .mark,.sf-graph .s-succeeded .mark,.sf-graph .s-caught .mark,.sf-graph .s-failed .mark,.sf-graph .s-aborted .mark{display:inline}
        .sf-graph .s-running .m-running,.sf-graph .s-waiting .m-waiting,.sf-graph .s-succeeded .m-succeeded,.sf-graph .s-caught .m-caught,.sf-graph .s-failed .m-failed,.sf-graph .s-aborted .m-aborted{display:inline}
        .sf-graph .s-notentered .card{stroke-dasharray:4 3}
        .sf-graph .s-notentered .name{fill:var(--colorNeutralForeground3,#616161)}
        .sf-graph .s-running .card{stroke:var(--status-running,#1c7ed6);stroke-width:2.4}.sf-graph .s-running .mark circle{fill:var(--status-running,#1c7ed6)}
        .sf-graph .s-waiting .card{stroke:var(--status-waiting,#8a6100);stroke-width:2.4;stroke-dasharray:9 3}.sf-graph .s-waiting .mark circle{fill:var(--status-waiting,#8a6100)}
        .sf-graph .s-succeeded .card{stroke:var(--status-succeeded,#2b7a3d);stroke-width:2}.sf-graph .s-succeeded .mark circle{fill:var(--status-succeeded,#2b7a3d)}
        .sf-graph .s-caught .card{stroke:var(--status-caught,#b3520a);stroke-width:2}.sf-graph .s-caught .mark circle{fill:var(--status-caught,#b3520a)}
        .sf-graph .s-failed .card{stroke:var(--status-failed,#c92a2a);stroke-width:2.6}.sf-graph .s-failed .mark circle{fill:var(--status-failed,#c92a2a)}
        .sf-graph .s-aborted .card{stroke:var(--status-aborted,#5b6570);stroke-width:2;stroke-dasharray:2 2.5}.sf-graph .s-aborted .mark circle{fill:var(--status-aborted,#5b6570)}
        .sf-graph .halo{fill:none;stroke:none}
        .sf-graph .selected .halo{stroke:var(--accent,#0b7285);stroke-width:2.5}
        """;

    /// <summary>The same without variables, for viewers that do not know them.</summary>
    public static string Plain { get; } = Variable().Replace(Themed, "${value}");

    [GeneratedRegex(@"var\(--[\w-]+,(?<value>[^()]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
