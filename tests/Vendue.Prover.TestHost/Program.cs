using Vendue.Prover.TestHost;

// An outside prover. Arguments: how it behaves; a folder with chain.zkey, chain.wasm and chain.vkey (canonical bytes) or chain.vkey.json; a folder of its own.
await new OutsideProverHost(Enum.Parse<Conduct>(args[0]), args[1], args[2]).RunAsync();
