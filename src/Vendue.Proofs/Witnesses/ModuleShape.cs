namespace Vendue.Proofs.Witnesses;

/// <summary>
/// Looks at a module's code before anything compiles it: a few bytes can declare tens of thousands of variables or functions,
/// each of which costs the compiler far more than the bytes that declare it. What is no well-formed module passes, for the
/// compiler says so better.
/// </summary>
ref struct ModuleShape
{
    const int HeaderLength = 8;
    const byte CodeSection = 10;
    const int LongestNumber = 5;
    ReadOnlySpan<byte> rest;

    ModuleShape(ReadOnlySpan<byte> rest) => this.rest = rest;

    /// <summary>Refuses a module whose functions are too many, too long or have too many variables.</summary>
    /// <param name="wasm">The module.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="WitnessException"><see cref="WitnessErrors.ModuleTooLarge"/>.</exception>
    internal static void Check(ReadOnlySpan<byte> wasm, WitnessLimits limits)
    {
        var module = new ModuleShape(wasm.Length < HeaderLength ? default : wasm[HeaderLength..]);
        while (module.rest.Length > 0)
        {
            byte section = module.rest[0];
            module.rest = module.rest[1..];
            if (!module.TryTake(out ReadOnlySpan<byte> body)) return;
            if (section == CodeSection) new ModuleShape(body).CheckFunctions(limits);
        }
    }

    void CheckFunctions(WitnessLimits limits)
    {
        if (!TryNumber(out uint functions)) return;
        if (functions > limits.Functions)
            throw Refusal($"{functions:N0} functions, but at most {limits.Functions:N0}");
        for (uint i = 0; i < functions; i++)
        {
            if (!TryTake(out ReadOnlySpan<byte> body)) return;
            if (body.Length > limits.FunctionBytes)
                throw Refusal($"a function of {body.Length:N0} bytes, but at most {limits.FunctionBytes:N0}");
            new ModuleShape(body).CheckVariables(limits);
        }
    }

    void CheckVariables(WitnessLimits limits)
    {
        if (!TryNumber(out uint groups)) return;
        ulong variables = 0;
        for (uint i = 0; i < groups; i++)
        {
            if (!TryNumber(out uint count) || rest.Length == 0) return;
            rest = rest[1..];
            variables += count;
            if (variables > (ulong)limits.FunctionVariables)
                throw Refusal($"a function of {variables:N0} variables, but at most {limits.FunctionVariables:N0}");
        }
    }

    /// <summary>Takes bytes that their length precedes.</summary>
    bool TryTake(out ReadOnlySpan<byte> body)
    {
        body = default;
        if (!TryNumber(out uint length) || length > rest.Length) return false;
        body = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    /// <summary>Reads an unsigned number of 32 bits, seven bits a byte, lowest first.</summary>
    bool TryNumber(out uint number)
    {
        number = 0;
        for (var i = 0; i < LongestNumber && i < rest.Length; i++)
        {
            var octet = rest[i];
            number |= (uint)(octet & 0x7f) << (7 * i);
            if (octet >= 0x80) continue;
            rest = rest[(i + 1)..];
            return true;
        }
        return false;
    }

    static WitnessException Refusal(string what) =>
        new(WitnessErrors.ModuleTooLarge, $"The witness generator has {what} are compiled: allow more if it can be trusted.");
}
