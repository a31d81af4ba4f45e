namespace StepFlow.Language.Intrinsics;

/// <summary>Where intrinsic functions get what is different each time.</summary>
public sealed record IntrinsicEnvironment(Random Random, Func<Guid> NewGuid);
