#!/bin/sh
# usage: install.sh PURPOSE PACKAGE...: install those of Debian's packages that are missing, with sudo where not root.
# Says what it will install; does nothing where nothing is missing. Elsewhere than on Debian it names the packages.
set -eu
purpose=$1
shift
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	echo "To $purpose, Platen needs what Debian packages as: $*" >&2
	echo "This system has no apt-get: install their like, then run make again." >&2
	exit 1
fi
missing=
for package in "$@"; do
	[ -z "$package" ] || [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "To $purpose, these packages will be installed:$missing"
as_root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || { echo "That needs root, and there is no sudo: run as root: apt-get install$missing" >&2; exit 1; }
	as_root=sudo
fi
install() {
	# shellcheck disable=SC2086 # the names are words
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
install || { $as_root apt-get update -qq && install; }
