using System.Buffers;
using StepFlow.Aws.Validation;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>Names of aliases: letters, digits and <c>_ - .</c>, but not digits alone, for that is a version.</summary>
internal static class AliasNames
{
    private const string Digits = "0123456789";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        Digits + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.");

    public static readonly TextPattern Pattern = new(
        @"^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$",
        name => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Allowed) && name.AsSpan().ContainsAnyExceptInRange('0', '9'));
}
