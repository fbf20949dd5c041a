#!/bin/sh
# Puts the provider into, or takes it out of, a plugin directory laid out as
# HOST/NAMESPACE/NAME/VERSION/OS_ARCH, for each host given.
#
#   install.sh install|uninstall|mirror BINARY DIR NAMESPACE/NAME VERSION OS_ARCH HOST...
set -eu

action=$1 binary=$2 dir=$3 address=$4 version=$5 platform=$6
shift 6

case "$binary" in *.exe) ext=.exe ;; *) ext= ;; esac
file="terraform-provider-${address#*/}_v$version$ext"

case "$action" in
install | mirror)
	for host in "$@"; do
		target="$dir/$host/$address/$version/$platform"
		mkdir -p "$target"
		# Renamed into place: a Terraform that is running keeps its old copy.
		cp "$binary" "$target/.$file.new"
		mv -f "$target/.$file.new" "$target/$file"
		[ "$action" = mirror ] || echo "installed $target/$file"
	done
	if [ "$action" = install ]; then
		echo "Terraform and OpenTofu now find $address $version here; 'make uninstall' undoes it."
		echo "Where a configuration was initialized with an earlier build, run 'terraform init -upgrade' there."
	fi
	;;
uninstall)
	removed=no
	for host in "$@"; do
		target="$dir/$host/$address/$version/$platform"
		if [ -f "$target/$file" ]; then
			rm -f "$target/$file"
			echo "removed $target/$file"
			removed=yes
			# Directories that this leaves empty; rmdir refuses all others.
			(cd "$dir" && rmdir -p "$host/$address/$version/$platform" 2>/dev/null) || true
		fi
	done
	if [ "$removed" = no ]; then
		echo "nothing to remove: $address $version is not installed in $dir"
	else
		rmdir "$dir" 2>/dev/null && case "$dir" in
		"$HOME/.terraform.d/plugins") rmdir "$HOME/.terraform.d" 2>/dev/null || true ;;
		esac || true
	fi
	;;
*)
	echo "install.sh: unknown action $action" >&2
	exit 2
	;;
esac
