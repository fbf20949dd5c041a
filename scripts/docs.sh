#!/bin/sh
# docs.sh generate: writes docs/ from the provider's schemas, templates/ and
# examples/. docs.sh check: does so in a copy and shows what would change.
# Called by `make generate` and `make check-generate`.
set -eu
. scripts/terraform-env.sh

clean_terraform_env
if is_opentofu || ! command -v terraform >/dev/null 2>&1; then
	echo "The documentation is generated with Terraform's own schema output: install Terraform 1.10 or later (https://developer.hashicorp.com/terraform/install)." >&2
	exit 1
fi

generate() {
	mkdir -p build
	if ! "$TFPLUGINDOCS" generate --provider-name jetbrains --rendered-website-dir "$1" >build/docs.log 2>&1; then
		cat build/docs.log >&2
		exit 1
	fi
}

case "$1" in
generate)
	generate docs
	;;
check)
	"$TERRAFORM" fmt -check -diff -recursive examples
	rm -rf build/docs
	mkdir -p build/docs
	[ ! -d docs ] || cp -R docs/. build/docs
	generate build/docs
	if ! diff -ru docs build/docs; then
		echo "docs/ is not what 'make generate' writes: run it and commit the result." >&2
		exit 1
	fi
	echo "docs/ is up to date"
	;;
*)
	echo "docs.sh: unknown action $1" >&2
	exit 2
	;;
esac
