#!/bin/sh
# Runs all tests, acceptance tests included, with the Terraform or OpenTofu
# named by TERRAFORM. Called by `make test`.
#
# RACE=auto turns the race detector on where it can be built, RACE=required
# fails where it cannot, RACE=off leaves it out.
set -eu
. scripts/terraform-env.sh

clean_terraform_env keep_test_variables
unset_matching 'JETBRAINS_.*'

TF_ACC=1
TF_ACC_TERRAFORM_PATH="$(command -v "$TERRAFORM")"
export TF_ACC TF_ACC_TERRAFORM_PATH
if is_opentofu; then
	export TF_ACC_PROVIDER_HOST="${TF_ACC_PROVIDER_HOST:-registry.opentofu.org}"
	export TF_ACC_PROVIDER_NAMESPACE="${TF_ACC_PROVIDER_NAMESPACE:-hashicorp}"
fi

# Building a package that uses cgo, with the race detector, is the only sure
# sign that a compiler and its headers are there; the tests use the result.
race=-race
if [ "$RACE" = off ]; then
	race=
elif ! why="$(go build -race net 2>&1)"; then
	if [ "$RACE" = required ]; then
		echo "The race detector is required and cannot be built: install a C compiler (gcc or clang, with the C library's headers)." >&2
		printf '%s\n' "$why" >&2
		exit 1
	fi
	echo "note: the race detector is off, for want of a working C compiler"
	race=
	export CGO_ENABLED=0
fi

"$TERRAFORM" version | head -n 1
# TESTARGS is a list of flags, PKG of packages: split on purpose.
# shellcheck disable=SC2086
exec go test $race -timeout 25m $TESTARGS $PKG
