#!/usr/bin/env bash
# Runs every fuzz target for some seconds, one after the other, and prints a Markdown table of what came of it.
#
# usage: tools/fuzz/run.sh SECONDS [TARGET...]
#
# Needs a stable Rust and a C++ compiler (libFuzzer is compiled from libfuzzer-sys), no nightly and no cargo-fuzz: the
# coverage that guides libFuzzer is a pass of LLVM that the stable compiler has. Inputs that brought something new are kept
# in fuzz/corpus/TARGET, those that broke something in fuzz/artifacts/TARGET. The exit status is 1 where one did.
set -euo pipefail
cd "$(dirname "$0")/../../fuzz"
seconds=${1:?usage: tools/fuzz/run.sh SECONDS [TARGET...]}
shift
if (($#)); then
  targets=("$@")
else
  mapfile -t targets < <(for file in fuzz_targets/*.rs; do basename "$file" .rs; done)
fi
# A target of its own, so that build scripts and macros are not measured along.
host=$(rustc -vV | sed -n 's/^host: //p')
coverage="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
coverage+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
coverage+=" -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
bins=("${targets[@]/#/--bin=}")
RUSTFLAGS=$coverage cargo build --release --target "$host" "${bins[@]}" >&2

# The statements of the example, each in each of the eleven languages: the first byte says which.
seed() {
  local file number
  for file in ../examples/statements/* ../examples/*.toml; do
    for number in {0..10}; do
      { printf "\\x$(printf %02x "$number")"; head -c 3000 "$file"; } >"$1/$(basename "$file").$number"
    done
    cp "$file" "$1/$(basename "$file")"
  done
}

status=0
echo "| target | seconds | inputs | a second | edges | outcome |"
echo "|---|--:|--:|--:|--:|---|"
for target in "${targets[@]}"; do
  mkdir -p "corpus/$target" "artifacts/$target"
  log="artifacts/$target/log.txt"
  seed "corpus/$target"
  if "target/$host/release/$target" "corpus/$target" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
    -rss_limit_mb=2048 -artifact_prefix="artifacts/$target/" -print_final_stats=1 >"$log" 2>&1; then
    outcome="none broke it"
  else
    status=1
    outcome=$(grep -m1 -oE "panicked at [^:]*:[0-9]+|ERROR: libFuzzer: [a-z -]*" "$log" || echo "ended, see $log")
  fi
  inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  edges=$(grep -oE "cov: [0-9]+" "$log" | tail -1 | cut -d' ' -f2 || true)
  echo "| $target | $seconds | ${inputs:-?} | ${rate:-?} | ${edges:-?} | $outcome |"
done
exit $status
