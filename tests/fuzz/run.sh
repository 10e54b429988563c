#!/usr/bin/env bash
# run.sh TARGET SEEDS: every seed once, then JIG_FUZZ_SECONDS (5) of new inputs.
# What makes the target fail stays in the folder crashes/ beside it.
set -u
target=$1 seeds=$2
crashes=$(dirname "$target")/crashes/$(basename "$target")/
found=$(mktemp -d) || exit 1
trap 'rm -rf "$found"' EXIT
mkdir -p "$crashes"

inputs=()
[ -d "$seeds" ] && inputs=("$seeds")
limits=(-artifact_prefix="$crashes" -timeout=5 -rss_limit_mb=1024 -print_final_stats=1)
[ ${#inputs[@]} -eq 0 ] || "$target" -runs=0 "${limits[@]}" "${inputs[@]}" || exit 1
"$target" -max_total_time="${JIG_FUZZ_SECONDS:-5}" "${limits[@]}" "$found" "${inputs[@]}"
