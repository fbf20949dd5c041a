#!/bin/sh
# Plans examples/demo with this build of the provider: against a simulated
# organization on loopback or, with LIVE=1, against JetBrains. Called by
# `make demo`, which has built the provider, the mirror and the simulator.
set -eu
. scripts/terraform-env.sh

clean_terraform_env
use_mirror

work="$PWD/build/demo"
copy_examples "$work/examples"
export TF_DATA_DIR="$work/data"
rm -rf "$TF_DATA_DIR"

if [ -n "${LIVE:-}" ] && { [ -z "${JETBRAINS_TOKEN:-}" ] || [ -z "${JETBRAINS_CUSTOMER_CODE:-}" ]; }; then
	echo "LIVE=1 reads your own organization: set JETBRAINS_TOKEN and JETBRAINS_CUSTOMER_CODE in the environment first." >&2
	exit 1
fi

# Space is the half that fewer organizations have.
if [ -n "${LIVE:-}" ] && [ -z "${JETBRAINS_SPACE_TOKEN:-}" ]; then
	export TF_VAR_with_space=false
fi

log="$work/init.log"
if ! "$TERRAFORM" -chdir="$work/examples/demo" init -input=false -no-color >"$log" 2>&1; then
	cat "$log" >&2
	echo "make demo: '$TERRAFORM init' failed as shown above." >&2
	exit 1
fi

set -- "$TERRAFORM" -chdir="$work/examples/demo" plan -input=false -lock=false
[ -t 1 ] || set -- "$@" -no-color

# exec leaves no shell in between that could outlive a signal.
if [ -n "${LIVE:-}" ]; then
	exec "$@"
fi
unset_matching 'JETBRAINS_.*'
# SIMULATOR_ARGS is a list of flags: split on purpose.
# shellcheck disable=SC2086
exec "$SIMULATOR" ${SIMULATOR_ARGS:-} -- "$@"
