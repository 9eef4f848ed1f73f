using System.Numerics;
using CsCheck;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fields;

public sealed class UInt256Specification
{
    [Fact]
    public void Encodings_are_read_back() => Draw.Integers.Sample(integer =>
    {
        var bytes = new byte[UInt256.Size];
        integer.WriteBigEndian(bytes);
        UInt256.ReadBigEndian(bytes).ShouldBe(integer);
        new BigInteger(bytes, isUnsigned: true, isBigEndian: true).ShouldBe(integer.ToBigInteger());
        integer.WriteLittleEndian(bytes);
        UInt256.ReadLittleEndian(bytes).ShouldBe(integer);
        UInt256.FromBigInteger(integer.ToBigInteger()).ShouldBe(integer);
    });

    [Fact]
    public void Order_and_wrapping_sum_are_those_of_integers() => Gen.Select(Draw.Integers, Draw.Integers).Sample((a, b) =>
    {
        a.IsBelow(b).ShouldBe(a.ToBigInteger() < b.ToBigInteger());
        a.IsBelow(a).ShouldBeFalse();
        a.AddWrapping(b).ToBigInteger().ShouldBe((a.ToBigInteger() + b.ToBigInteger()) % (BigInteger.One << 256));
    });

    [Fact]
    public void Runs_of_bits_are_those_of_the_integer() =>
        Gen.Select(Draw.Integers, Gen.Int[0, 255], Gen.Int[1, 31]).Sample((integer, position, count) =>
        {
            BigInteger expected = (integer.ToBigInteger() >> position) & ((BigInteger.One << count) - 1);
            ((BigInteger)integer.Bits(position, count)).ShouldBe(expected);
        });

    [Fact]
    public void Integers_beyond_256_bits_are_refused()
    {
        Should.Throw<OverflowException>(() => UInt256.FromBigInteger(BigInteger.One << 256));
        Should.Throw<OverflowException>(() => UInt256.FromBigInteger(-1));
    }
}
