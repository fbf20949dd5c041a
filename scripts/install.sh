#!/bin/sh
# Puts the provider into a directory laid out as
# HOST/NAMESPACE/NAME/VERSION/OS_ARCH, for each host given, or takes it out.
#
#   install.sh install|uninstall|mirror BINARY DIR NAMESPACE/NAME VERSION OS_ARCH HOST...
set -eu

action=$1 binary=$2 dir=$3 address=$4 version=$5 platform=$6
shift 6
case "$binary" in *.exe) ext=.exe ;; *) ext= ;; esac
file="terraform-provider-${address#*/}_v$version$ext"

removed=
for host in "$@"; do
	target="$dir/$host/$address/$version/$platform"
	if [ "$action" = uninstall ]; then
		[ -f "$target/$file" ] || continue
		rm "$target/$file"
		removed=$target/$file
		echo "removed $removed"
		# Directories that this leaves empty; rmdir refuses all others.
		(cd "$dir" && rmdir -p "$host/$address/$version/$platform" 2>/dev/null) || true
		continue
	fi
	mkdir -p "$target"
	# Renamed into place: a Terraform that is running keeps its old copy.
	cp "$binary" "$target/.$file.new"
	mv -f "$target/.$file.new" "$target/$file"
	[ "$action" = mirror ] || echo "installed $target/$file"
done
if [ "$action" = uninstall ] && [ -z "$removed" ]; then
	echo "nothing to remove: $address $version is not installed in $dir"
fi
[ "$action" != uninstall ] || (cd "$HOME" && rmdir -p .terraform.d/plugins 2>/dev/null) || true
[ "$action" = install ] || exit 0

cat <<EOF

Terraform and OpenTofu now find $address $version on this machine.
To remove it, run 'make uninstall'.
If a configuration was initialized with an earlier build, its lock file contains
that build's checksum, and even 'terraform init -upgrade' fails. In the
configuration's directory, run:
  rm .terraform.lock.hcl && terraform init
EOF

# With an installation block of its own, Terraform looks nowhere else.
configs="$HOME/.terraformrc:$HOME/.tofurc:${XDG_CONFIG_HOME:-$HOME/.config}/opentofu/tofurc"
IFS=:
for config in ${USER_CLI_CONFIG:-$configs}; do
	if grep -Eqs '^[[:space:]]*provider_installation([[:space:]]|\{)' "$config" && ! grep -qF "$dir" "$config"; then
		cat >&2 <<EOF

warning: $config has a provider_installation block, so
Terraform does not look in $dir.
Add this to the block, before any other installation method:
  filesystem_mirror {
    path    = "$dir"
    include = ["$address"]
  }
If the block contains a 'direct' block, add this line to the 'direct' block:
  exclude = ["$address"]
EOF
	fi
done
