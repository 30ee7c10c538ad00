#!/usr/bin/env bash
# The lint step of action.yml: annotations on standard output, a table in the summary of the step,
# and SARIF. PATHS and ARGS are split as a shell splits words; SARIF names a file, or nothing.
set -uo pipefail

read -ra paths <<<"${PATHS:-.}"
read -ra args <<<"${ARGS:-}"
table=$(mktemp)
outputs=(--format github --format compact --output "$table")
if [ -n "${SARIF:-}" ]; then
	outputs+=(--format sarif --output "$SARIF")
	echo "sarif=$SARIF" >>"${GITHUB_OUTPUT:-/dev/null}"
fi

cfnc lint "${args[@]}" "${outputs[@]}" -- "${paths[@]}"
code=$?

{
	echo "### cfnc"
	if [ -s "$table" ]; then
		echo
		echo '```text'
		head -n 200 "$table"
		echo '```'
	elif [ "$code" -eq 0 ]; then
		echo "No findings."
	fi
} >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
rm -f "$table"
exit "$code"
