#!/bin/sh
# Looks for known vulnerabilities in the code that the provider calls. If the
# database cannot be reached, the script says so and succeeds. Everything else
# is a failure.
set -eu
mkdir -p build
status=0
go tool -modfile=tools/govulncheck/go.mod govulncheck ./... >build/vulncheck.log 2>&1 || status=$?
cat build/vulncheck.log
if [ "$status" -ne 0 ] && grep -q '^govulncheck: fetching vulnerabilities: Get "' build/vulncheck.log; then
	echo "note: the check was skipped, because this machine cannot reach the vulnerability database"
	exit 0
fi
exit "$status"
