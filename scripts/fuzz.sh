#!/bin/sh
# Runs every fuzz target of the module for FUZZTIME, one after another. Called
# by `make fuzz`. An input that fails is kept by Go below testdata/fuzz/.
set -eu

mkdir -p build
# "go test -list" prints a package's targets, then the package's own line.
# PKG is a list of packages: split on purpose.
# shellcheck disable=SC2086
go test -list '^Fuzz' ${PKG:-./...} >build/fuzz.list
awk '/^Fuzz/ { names = names " " $1 } /^ok/ { n = split(names, a, " "); for (i = 1; i <= n; i++) print $2, a[i]; names = "" }' \
	build/fuzz.list >build/fuzz.targets

if [ ! -s build/fuzz.targets ]; then
	echo "make fuzz: no fuzz target found in ${PKG:-./...}" >&2
	exit 1
fi

while read -r package target; do
	echo "==> $target ($package)"
	if go test -run '^$' -fuzz "^$target\$" -fuzztime "$FUZZTIME" "$package" >build/fuzz.log 2>&1 </dev/null; then
		tail -n 3 build/fuzz.log
		continue
	fi
	# At the end of its time Go can report the worker that it stopped itself as
	# a failure (golang/go#75804): without a failing input, try once more.
	if grep -q 'context deadline exceeded' build/fuzz.log && ! grep -q 'Failing input' build/fuzz.log; then
		echo "stopped at the end of its time; trying once more"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$FUZZTIME" "$package" </dev/null
		continue
	fi
	cat build/fuzz.log >&2
	exit 1
done <build/fuzz.targets
