namespace Vendue.Proofs.Tests.Bounds;

/// <summary>A number can leave the range in which the vectors' arithmetic is exact.</summary>
sealed class UnsafeBoundException(string message) : Exception(message);
