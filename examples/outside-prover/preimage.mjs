// A ZkProgram for adapters/o1js.mjs: "I know a number whose Poseidon hash is `digest`."
export default ({ Field, Poseidon, ZkProgram }) => ({
  name: "preimage",
  method: "know",
  arguments: ({ preimage }) => [Poseidon.hash([Field(preimage)]), Field(preimage)],
  program: ZkProgram({
    name: "preimage",
    publicInput: Field,
    methods: { know: { privateInputs: [Field], async method(digest, preimage) { Poseidon.hash([preimage]).assertEquals(digest); } } },
  }),
});
