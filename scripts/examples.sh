#!/bin/sh
# Validates every directory below examples/ that holds .tf files, offline, with
# this build of the provider, and runs the `terraform test` files beside them
# against the simulator. Called by `make examples`.
set -eu
. scripts/terraform-env.sh

clean_terraform_env
unset_matching 'JETBRAINS_.*'
use_mirror

"$TERRAFORM" fmt -check -diff -recursive examples

work="$PWD/build/examples"
copy_examples "$work/examples"
find examples -name '*.tf' -exec dirname {} \; | sort -u >"$work/directories"
if [ ! -s "$work/directories" ]; then
	echo "make examples: no .tf file below examples/" >&2
	exit 1
fi

passed=0
failed=0
while read -r dir; do
	copy="$work/$dir"
	# A snippet of the reference pages names no source; the reader's own
	# configuration does, and here the copy.
	if ! grep -qs required_providers "$copy"/*.tf; then
		cat >"$copy/required_providers.tf" <<'EOF'
terraform {
  required_providers {
    jetbrains = { source = "terraform-jetbrains/jetbrains", version = "~> 0.1" }
  }
}
EOF
	fi
	export TF_DATA_DIR="$work/data/$dir"
	if {
		"$TERRAFORM" -chdir="$copy" init -backend=false -input=false -no-color &&
			"$TERRAFORM" -chdir="$copy" validate -no-color
	} >"$work/log" 2>&1 </dev/null; then
		result=valid
		if [ -n "$(find "$copy" -maxdepth 1 -name '*.tftest.hcl'; find "$copy/tests" -maxdepth 1 -name '*.tftest.hcl' 2>/dev/null)" ]; then
			if "$SIMULATOR" -- "$TERRAFORM" -chdir="$copy" test -no-color >"$work/log" 2>&1 </dev/null; then
				result="valid, tests passed"
			else
				result=
			fi
		fi
	else
		result=
	fi
	if [ -n "$result" ]; then
		echo "$dir: $result"
		passed=$((passed + 1))
	else
		echo "$dir: FAILED" >&2
		cat "$work/log" >&2
		failed=$((failed + 1))
	fi
done <"$work/directories"

echo "examples: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
