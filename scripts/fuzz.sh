#!/bin/sh
# Runs every fuzz target in the packages PKG for FUZZTIME, one after another. Go
# stores an input that fails in testdata/fuzz/.
set -eu

# "go test -list" prints a package's targets, then a line for the package. PKG
# is a list of packages, so it is split on purpose.
# shellcheck disable=SC2086
targets="$(go test -list '^Fuzz' $PKG | awk '/^Fuzz/ { names = names " " $1 } /^ok/ { n = split(names, a, " "); for (i = 1; i <= n; i++) print $2, a[i]; names = "" }')"
if [ -z "$targets" ]; then
	echo "make fuzz: found no fuzz targets in $PKG" >&2
	exit 1
fi

mkdir -p build
fuzz() {
	go test -run '^$' -fuzz "^$2\$" -fuzztime "$FUZZTIME" -fuzzminimizetime 10x "$1" >build/fuzz.log 2>&1 </dev/null
}
echo "$targets" | while read -r package target; do
	echo "==> $target ($package)"
	# At the end of its time, Go can report the worker that it stopped as a
	# failure (golang/go#75804). If there is no failing input, try once more.
	fuzz "$package" "$target" || { ! grep -q 'Failing input' build/fuzz.log && grep -q 'context deadline exceeded' build/fuzz.log && fuzz "$package" "$target"; } || {
		cat build/fuzz.log >&2
		exit 1
	}
	tail -n 2 build/fuzz.log
done
