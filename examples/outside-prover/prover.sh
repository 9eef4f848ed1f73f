#!/usr/bin/env bash
# An outside prover: circuits of a folder (NAME.zkey, NAME.wasm, NAME.vkey.json), proven by `vendue proof prove`.
set -um                                    # -m: every job is a process group, which `cancel` can end whole
trap '' INT                                # Ctrl-C is the agent's affair; the end of our input ends us
circuits=$(cd "$1" && pwd) vendue=${2:-vendue} slots=${3:-1}
declare -A running
field() { [[ $line =~ \"$1\":\"([^\"]*)\" ]] && printf %s "${BASH_REMATCH[1]}"; }
alive() { kill -0 "${running[$id]-x}" 2>/dev/null; }
say() { printf '%s\n' "$1"; }
made() { say "{\"type\":\"result\",\"id\":\"$1\",\"proof\":\"proof.json\",\"publicValues\":\"public.json\"}"; }
programs() {
  for zkey in "$circuits"/*.zkey; do
    base=${zkey%.zkey}
    printf '%s{"name":"%s","system":"groth16-bn254","verifyingKey":"%s","generator":"%s","bindingInput":"prover"}' \
      "${comma-}" "${base##*/}" "$base.vkey.json" "$base.wasm"; comma=,
  done
}
prove() { # id, name, folder
  if $vendue proof prove --zkey "$circuits/$2.zkey" --wasm "$circuits/$2.wasm" --input "$3/input" \
      --proof "$3/proof.json" --public "$3/public.json" </dev/null >&2
  then made "$1"; else say "{\"type\":\"failed\",\"id\":\"$1\",\"code\":\"failed\",\"message\":\"vendue proof prove failed\"}"; fi
}
while IFS= read -r line; do
  id=$(field id) name=$(field name) folder=$(field folder)
  case $(field type) in
    hello) say "{\"type\":\"ready\",\"version\":1,\"name\":\"example\",\"slots\":$slots,\"programs\":[$(programs)]}" ;;
    submit) if ! alive; then prove "$id" "$name" "$folder" & running[$id]=$!; fi
            say "{\"type\":\"accepted\",\"id\":\"$id\"}" ;;
    resume) if [[ -s $folder/public.json ]]; then made "$id"
            elif alive; then say "{\"type\":\"accepted\",\"id\":\"$id\"}"
            else say "{\"type\":\"unknown\",\"id\":\"$id\"}"; fi ;;
    cancel) kill -- "-${running[$id]-x}" 2>/dev/null; unset "running[$id]"; say "{\"type\":\"cancelled\",\"id\":\"$id\"}" ;;
    forget) unset "running[$id]" ;;
    ping) say '{"type":"pong"}' ;;
  esac
done
for id in "${!running[@]}"; do kill -- "-${running[$id]}" 2>/dev/null; done
