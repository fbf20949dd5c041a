#!/bin/sh
# Plans examples/demo with this build of the provider, either against a
# simulated organization on loopback or, with LIVE=1, against JetBrains. `make
# demo` calls this script after it builds the provider, a mirror that contains
# it, and the simulator.
set -eu

fail() {
	echo "make demo: $1" >&2
	exit 1
}

work="$PWD/build/demo"
export TF_DATA_DIR="$work/.terraform"
say() { printf '\n\033[1m==> %s\033[0m\n\n' "$1"; }
color=
[ -t 1 ] || { color=-no-color; say() { printf '\n==> %s\n\n' "$1"; }; }

# This part runs in the simulator's environment.
if [ "${1:-}" = plans ]; then
	# Not every organization has a Space.
	[ -n "${JETBRAINS_SPACE_TOKEN:-}" ] || export TF_VAR_with_space=false
	# The log is removed because the findings name people.
	trap 'rm -f "$work/gate.log"' EXIT
	plan() { "$TERRAFORM" -chdir="$work" plan -input=false -lock=false $color "$@"; }

	# If a plan fails, Terraform prints the reason to standard error.
	say "A gate: terraform plan -var on_findings=error"
	status=0
	plan -var on_findings=error >/dev/null 2>"$work/gate.log" || status=$?
	cat "$work/gate.log"
	if [ "$status" -ne 0 ] && ! grep -q 'The license audit.* failed' "$work/gate.log"; then
		fail "the plan failed for the reason above"
	fi
	say "Exit status $status: $([ "$status" -eq 0 ] && echo 'a CI job would continue' || echo 'a CI job would stop here')"

	say "The tables: terraform plan"
	plan || fail "the plan failed for the reason above"
	say "What to try next"
	cat <<-'EOF'
		make demo SIMULATOR_ARGS=-clean                       a company without findings, so the gate passes
		make demo SIMULATOR_ARGS='-licenses 5000 -seed 7'     a different, larger company
		make demo SIMULATOR_ARGS='-fault login-page'          a sign-in page instead of a response from JetBrains
		make demo LIVE=1                                      your own organization (set JETBRAINS_CUSTOMER_CODE and JETBRAINS_TOKEN)

		examples/demo        the configuration of this demo
		examples/answers     one question each, such as which seats need not renew
		examples/policies    the same gate as a check, a postcondition, Rego, or a CI job
		README.md            how to use your own organization, step by step
	EOF
	exit 0
fi

if [ -n "${LIVE:-}" ]; then
	if [ -z "${JETBRAINS_TOKEN:-}" ] || [ -z "${JETBRAINS_CUSTOMER_CODE:-}" ]; then
		fail "LIVE=1 reads your own organization. First set the environment variables JETBRAINS_CUSTOMER_CODE and JETBRAINS_TOKEN"
	fi
	[ -n "${TF_VAR_company_domains:-}" ] || echo "note: set TF_VAR_company_domains='[\"yours.example\"]' to your email domains. Without them, everyone counts as external."
fi

rm -rf "$work"
mkdir -p "$work"
cp examples/demo/*.tf "$work"
# With a plugin directory, init does not contact any registry.
if ! "$TERRAFORM" -chdir="$work" init -input=false -no-color -plugin-dir="$PWD/build/mirror" >"$work/init.log" 2>&1; then
	cat "$work/init.log" >&2
	fail "'$TERRAFORM init' failed (see above)"
fi

# exec leaves no intermediate shell that could survive a signal.
[ -z "${LIVE:-}" ] || exec "$0" plans
# SIMULATOR_ARGS is a list of flags, so it is split on purpose.
# shellcheck disable=SC2086
exec build/jetbrains-simulator $SIMULATOR_ARGS -- "$0" plans
