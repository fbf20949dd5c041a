#!/bin/sh
# Plans this directory, writes license-report.md, license-report.xml, and
# license-report.csv, and exits with status 1 unless the audit passed. Requires jq.
set -eu

# The plan contains personal data, so it must not become an artifact.
trap 'rm -f report.tfplan' EXIT
terraform plan -no-color -input=false -lock=false -out=report.tfplan

output() {
	terraform show -json report.tfplan | jq -j ".planned_values.outputs.$1.value"
}
output markdown >license-report.md
output junit >license-report.xml
output csv >license-report.csv
if [ "$(output passed)" != true ]; then
	echo "The license audit failed: see license-report.md." >&2
	exit 1
fi
