using CsCheck;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Tests.Fields;

public sealed class Fp12VectorSpecification
{
    public Fp12VectorSpecification() => Assert.SkipUnless(FpVector.IsSupported, "The machine has no vectors of 512 bits.");

    [Fact]
    public void Elements_are_read_back() => Draw.Fp12.Sample(a => Fp12Vector.Of(a).ToElement().ShouldBe(a));

    [Fact]
    public void In_Fp2_products_and_sums_of_products_are_those_of_each_element() =>
        Gen.Select(Draw.Fp2.Array[8], Draw.Fp2.Array[8]).Sample((a, b) =>
        {
            Fp2Vector x = Fp2Vector.Of(a);
            Fp2Vector y = Fp2Vector.Of(b);
            Elements(x * y).ShouldBe(a.Zip(b, (left, right) => left * right));
            Elements((x + x - y) * y).ShouldBe(a.Zip(b, (left, right) => (left + left - right) * right));
            Elements(Fp2Vector.SumOfProducts(x, y, -y, y)).ShouldBe(a.Zip(b, (left, right) => (left * right) - right.Square()));
            Elements(x.TimesNonResidue()).ShouldBe(a.Select(element => element.MultiplyByNonResidue()));
        });

    [Fact]
    public void Products_and_squares_are_those_of_elements() => Gen.Select(Draw.Fp12, Draw.Fp12).Sample((a, b) =>
    {
        Fp12Vector x = Fp12Vector.Of(a);
        Fp12Vector y = Fp12Vector.Of(b);
        (x * y).ToElement().ShouldBe(a * b);
        x.Square().ToElement().ShouldBe(a.Square());
        (x * y * y).Square().ToElement().ShouldBe((a * b * b).Square());
        x.Conjugate().ToElement().ShouldBe(a.Conjugate());
        for (int power = 1; power <= 3; power++)
            x.Frobenius(power).ToElement().ShouldBe(a.Frobenius(power));
    });

    [Fact]
    public void Squares_in_the_cyclotomic_subgroup_are_those_of_elements() => Draw.Fp12.Where(a => a != default).Sample(a =>
    {
        Fp12 unitary = a.Conjugate() * a.Inverse();
        Fp12 cyclotomic = unitary.Frobenius(2) * unitary;
        Fp12Vector x = Fp12Vector.Of(cyclotomic);
        for (int i = 0; i < 20; i++)
        {
            x = x.CyclotomicSquare();
            cyclotomic = cyclotomic.CyclotomicSquare();
        }

        x.ToElement().ShouldBe(cyclotomic);
    });

    static Fp2[] Elements(Fp2Vector vector) => [.. Enumerable.Range(0, FpVector.Count).Select(vector.ToElement)];
}
