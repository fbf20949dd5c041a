# shellcheck shell=sh
# Read by the other scripts: gives Terraform and OpenTofu an environment of its
# own, in which nothing of the user's (a workspace, extra arguments, a missing
# CLI configuration, variables, a token) changes what a target does.

# unset_matching REGEX: unsets every variable whose whole name matches.
unset_matching() {
	for unset_name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
		if printf '%s\n' "$unset_name" | grep -Eqx "$1"; then
			unset "$unset_name"
		fi
	done
}

# clean_terraform_env: keeps only what makes Terraform quiet and offline. The
# variables that steer tests or logs (TF_ACC_*, TF_LOG*) are kept for
# scripts/test.sh, which asks for them with `keep_test_variables`.
clean_terraform_env() {
	case "${1:-}" in
	keep_test_variables) unset_matching 'TF_(CLI_|VAR_|WORKSPACE|DATA_DIR|PLUGIN_|REATTACH_|IGNORE|IN_|INPUT|REGISTRY_|STATE_|ENCRYPTION).*' ;;
	*) unset_matching 'TF_.*' ;;
	esac
	export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0 TF_CLI_CONFIG_FILE=/dev/null
}

# use_mirror: Terraform finds this build of the provider and nothing else.
use_mirror() {
	mkdir -p build
	escaped="$(printf '%s' "$PWD/build/mirror" | sed 's/[\\"]/\\&/g')"
	cat >build/terraform.rc <<EOF
provider_installation {
  filesystem_mirror {
    path = "$escaped"
  }
}
EOF
	TF_CLI_CONFIG_FILE="$PWD/build/terraform.rc"
	export TF_CLI_CONFIG_FILE
}

# copy_examples DIR: a fresh copy of examples/ without what an earlier init or
# plan left in it, so that nothing is ever written beside the originals.
copy_examples() {
	rm -rf "$1"
	mkdir -p "$1"
	cp -R examples/. "$1"
	find "$1" \( -name .terraform -o -name .terraform.lock.hcl -o -name '*.tfstate' -o -name '*.tfstate.backup' \) \
		-prune -exec rm -rf {} +
}

is_opentofu() {
	case "$("$TERRAFORM" version 2>/dev/null | head -n 1)" in
	OpenTofu*) return 0 ;;
	*) return 1 ;;
	esac
}
