#!/bin/sh
# Plans this directory and writes the evidence of a review to a directory, which
# is evidence/ unless you name another. Exits with status 1 unless the review
# passed. Requires jq and sha256sum. Example:
#   ./review.sh evidence/2026-q4 -var previous_file=evidence/2026-q3/population.csv
set -eu

to=${1:-evidence}
[ $# -eq 0 ] || shift
mkdir -p "$to"

# The plan contains personal data, so it must not stay.
trap 'rm -f review.tfplan' EXIT
terraform plan -no-color -input=false -lock=false -out=review.tfplan "$@"

output() {
	terraform show -json review.tfplan | jq -j ".planned_values.outputs.$1.value"
}
output population >"$to/population.csv"
output undecided >"$to/undecided.csv"
output findings >"$to/findings.md"
output changes >"$to/changes.json"
output evidence >"$to/evidence.json"

# The digest must be that of the file, or the file is not what was reviewed.
digest=$(output evidence | jq -r .population_sha256)
if [ "$(sha256sum <"$to/population.csv" | cut -d ' ' -f 1)" != "$digest" ]; then
	echo "The digest of $to/population.csv is not $digest." >&2
	exit 1
fi
if [ "$(output passed)" != true ]; then
	echo "The review has findings: see $to/findings.md and $to/undecided.csv." >&2
	exit 1
fi
