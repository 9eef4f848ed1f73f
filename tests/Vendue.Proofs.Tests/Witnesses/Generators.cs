using Wasmtime;

namespace Vendue.Proofs.Tests.Witnesses;

/// <summary>Small modules with the interface of circom's witness generators, in which single functions can be replaced.</summary>
static class Generators
{
    /// <summary>A generator of a circuit without inputs; its witness is the constant one.</summary>
    internal static byte[] Make(string init = "", string witnessSize = "i32.const 1", string start = "i32.const 0",
        string witness = "i32.const 0 i32.const 1 i32.store", string extra = "", string pages = "1", string inputSize = "i32.const 0",
        string signalSize = "i32.const -1", string setSignal = "", string message = "i32.const 65",
        string prime = "i32.const 0") => Module.ConvertText($"""
        (module
          (import "runtime" "exceptionHandler" (func $fail (param i32)))
          (import "runtime" "printErrorMessage" (func $print))
          (memory (export "memory") {pages})
          (data (i32.const 64) "{string.Concat(Fr.Modulus.ToBigInteger().ToByteArray(isUnsigned: true).Select(b => $"\\{b:x2}"))}")
          (func (export "init") (param i32) {init})
          (func (export "getFieldNumLen32") (result i32) i32.const 8)
          (func (export "getRawPrime") {prime} i32.const 64 i32.const 32 memory.copy)
          (func (export "getSharedRWMemoryStart") (result i32) {start})
          (func (export "getInputSize") (result i32) {inputSize})
          (func (export "getInputSignalSize") (param i32 i32) (result i32) {signalSize})
          (func (export "setInputSignal") (param i32 i32 i32) {setSignal})
          (func (export "getWitnessSize") (result i32) {witnessSize})
          (func (export "getWitness") (param i32) i32.const 0 i32.const 96 i32.const 32 memory.copy {witness})
          (func $message (export "getMessageChar") (result i32) {message})
          {extra})
        """);
}
