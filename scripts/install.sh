#!/bin/sh
# Copies the provider to HOST/NAMESPACE/NAME/VERSION/OS_ARCH in a directory, for
# each given host, or removes every version of the provider. If a copy fails, the
# script removes what it made. In the directory, it follows no symbolic links,
# because a link could lead to files of someone else.
#
#  install.sh install|uninstall|mirror BINARY DIR NAMESPACE/NAME VERSION OS_ARCH HOST...
set -eu

action=$1 binary=$2 dir=$3 address=$4 version=$5 platform=$6
shift 6
case "$binary" in *.exe) ext=.exe ;; *) ext= ;; esac
prefix="terraform-provider-${address#*/}_v"
file="$prefix$version$ext"

fail() {
	echo "make $action: $1" >&2
	exit 1
}

# A mirror is part of the build and has nothing to do with the home directory.
[ "$action" = mirror ] || [ -d "${HOME:-}" ] || fail "HOME must name your home directory, and is '${HOME:-}'"

# The arguments are the components of a path in the directory.
refuse_links() {
	place=$dir
	for component in "$@"; do
		place="$place/$component"
		[ ! -L "$place" ] || fail "$place is a symbolic link. Remove it and run this again"
	done
}

if [ "$action" = uninstall ]; then
	for host in "$@"; do
		refuse_links "$host" "${address%/*}" "${address#*/}"
		for place in "$dir/$host/$address"/*; do
			refuse_links "$host" "$address" "${place##*/}" "$platform"
		done
	done
	removed=
	for host in "$@"; do
		for installed in "$dir/$host/$address"/*/"$platform/$prefix"*; do
			[ -f "$installed" ] || [ -L "$installed" ] || continue
			rm "$installed"
			removed=yes
			echo "removed $installed"
			# Removes the directories that are now empty. rmdir fails for all
			# others.
			place=${installed#"$dir"/}
			(cd "$dir" && rmdir -p "${place%/*}" 2>/dev/null) || true
		done
	done
	[ -n "$removed" ] || echo "nothing to remove: $address is not installed in $dir"
	(cd "$HOME" && rmdir -p .terraform.d/plugins 2>/dev/null) || true
	exit 0
fi

# What the script made, one path per line, the last one first.
made=
undo() {
	printf %s "$made" | while IFS= read -r place; do
		if [ -d "$place" ]; then rmdir "$place" 2>/dev/null || true; else rm -f "$place"; fi
	done
}
trap undo EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# make_directory makes a directory and those above it.
make_directory() {
	[ -n "$1" ] && [ ! -d "$1" ] || return 0
	case "$1" in */*) make_directory "${1%/*}" ;; esac
	mkdir "$1"
	made="$1
$made"
}

# First, the script copies the file for every host to a directory that is new and
# therefore its own.
for host in "$@"; do
	target="$dir/$host/$address/$version/$platform"
	refuse_links "$host" "${address%/*}" "${address#*/}" "$version" "$platform" "$file"
	[ ! -d "$target/$file" ] || fail "$target/$file is a directory. Remove it and run this again"
	make_directory "$target"
	mkdir "$target/.new.$$"
	made="$target/.new.$$/$file
$target/.new.$$
$made"
	cp "$binary" "$target/.new.$$/$file"
done
# mv replaces a file in one step, so a running Terraform keeps its old copy.
for host in "$@"; do
	target="$dir/$host/$address/$version/$platform"
	[ -e "$target/$file" ] || made="$target/$file
$made"
	mv -f "$target/.new.$$/$file" "$target/$file"
done
for host in "$@"; do
	target="$dir/$host/$address/$version/$platform"
	rmdir "$target/.new.$$"
	[ "$action" = mirror ] || echo "installed $target/$file"
done
made=
[ "$action" = install ] || exit 0

# If a configuration has an installation block, Terraform and OpenTofu only look
# where the block says. A block that names the directory counts if it also
# includes this provider, or if it restricts nothing. This function does not
# parse HCL, so it can be wrong about unusual files.
looks_elsewhere() {
	grep -Eqs '^[[:space:]]*provider_installation([[:space:]]|\{)' "$1" || return 1
	grep -qF "$dir" "$1" || return 0
	grep -Eq '^[^#]*include[[:space:]]*=' "$1" && ! grep -qF "$address" "$1" && ! grep -qF '"*/*"' "$1"
}

warned=
# warn NAME FILE... warns about files that keep a tool from finding the provider.
warn() {
	name=$1
	shift
	for config in "$@"; do
		looks_elsewhere "$config" || continue
		warned=yes
		cat >&2 <<EOF

warning: $config has a provider_installation block, so
$name does not find the provider in $dir.
Add this to the block, before any other installation method:
  filesystem_mirror {
    path    = "$dir"
    include = ["$address"]
  }
To every other installation method in the block, add:
  exclude = ["$address"]
EOF
	done
}

if [ -n "${USER_CLI_CONFIG:-}" ]; then
	warn "Terraform or OpenTofu" "$USER_CLI_CONFIG"
else
	# Without either on PATH, either may be used by its path.
	tools=
	for tool in terraform tofu; do
		! command -v "$tool" >/dev/null || tools="$tools $tool"
	done
	for tool in ${tools:-terraform tofu}; do
		if [ "$tool" = terraform ]; then
			warn Terraform "$HOME/.terraformrc" "$HOME/.terraform.d"/*.tfrc
			continue
		fi
		tofurc="${XDG_CONFIG_HOME:-/nowhere}/opentofu/tofurc"
		for file in "$HOME/.terraformrc" "$HOME/.tofurc"; do
			[ ! -f "$file" ] || tofurc=$file
		done
		warn OpenTofu "$tofurc" "$HOME/.terraform.d"/*.tfrc
	done
fi

echo
[ -n "$warned" ] || echo "Terraform and OpenTofu now find $address $version on this machine."
cat <<EOF
To remove it, run 'make uninstall'.
If 'init' then reports that the provider does not match the checksums in the lock
file, the file is of an earlier build. In .terraform.lock.hcl, delete only this
provider's block, because the file also records the versions of other providers.
Then run 'init' again. 'init -upgrade' alone does not help.
EOF
