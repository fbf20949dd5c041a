#!/bin/sh
# Runs every fuzz target in the packages PKG for FUZZTIME, one after another. Go
# stores an input that fails in testdata/fuzz/ of its package.
#
# "go test -fuzz" would link a program for each target. This script links one for
# each package, and calls it as "go test" does.
set -eu

# PKG is a list of packages, so it is split on purpose.
# shellcheck disable=SC2086
packages="$(go list -f '{{.ImportPath}} {{.Dir}}' $PKG | while read -r package dir; do
	! grep -qs '^func Fuzz' "$dir"/*_test.go || echo "$package $dir"
done)"
if [ -z "$packages" ]; then
	echo "make fuzz: found no fuzz targets in $PKG" >&2
	exit 1
fi

mkdir -p build
build="$PWD/build"
cache="$(go env GOCACHE)/fuzz"
fuzz() {
	"$build/fuzz.test" -test.run '^$' -test.fuzz "^$1\$" -test.fuzztime "$FUZZTIME" -test.fuzzminimizetime 10x \
		-test.fuzzcachedir "$cache/$package" -test.paniconexit0 >"$build/fuzz.log" 2>&1 </dev/null
}
echo "$packages" | while read -r package dir; do
	go test -c -trimpath -fuzz=. -o "$build/fuzz.test" "$package" </dev/null
	cd "$dir"
	targets="$("$build/fuzz.test" -test.list '^Fuzz')" # apart from the loop, so that an error ends the script
	for target in $targets; do
		echo "==> $target ($package)"
		# At the end of its time, Go can report the worker that it stopped as a
		# failure (golang/go#75804). If there is no failing input, try once more.
		fuzz "$target" || { ! grep -q 'Failing input' "$build/fuzz.log" && grep -q 'context deadline exceeded' "$build/fuzz.log" && fuzz "$target"; } || {
			cat "$build/fuzz.log" >&2
			exit 1
		}
		tail -n 2 "$build/fuzz.log"
	done
	cd "$build/.."
done
