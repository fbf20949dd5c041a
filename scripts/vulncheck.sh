#!/bin/sh
# Looks for known vulnerabilities in the code that the provider calls. If the
# database cannot be reached, nothing was checked, so the script fails. In that
# case only, it writes the reason to the file that NOT_RUN names, which .ci/run
# reads.
set -eu
mkdir -p build
status=0
go tool -modfile=tools/govulncheck/go.mod govulncheck ./... >build/vulncheck.log 2>&1 || status=$?
cat build/vulncheck.log
if [ "$status" -ne 0 ] && grep -q '^govulncheck: fetching vulnerabilities: Get "' build/vulncheck.log; then
	reason="this machine cannot reach the vulnerability database"
	echo "make vulncheck: not run, because $reason" >&2
	[ -z "${NOT_RUN:-}" ] || echo "$reason" >"$NOT_RUN"
fi
exit "$status"
