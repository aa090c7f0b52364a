#!/bin/sh
# The package that holds the sanitizers' runtime of this Debian's clang (libclang-rt-14-dev, libclang-rt-19-dev ...).
set -eu
version=$(apt-cache depends clang 2>/dev/null | sed -n 's/^ *Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
if [ -z "$version" ]; then
	apt-get update -qq >/dev/null 2>&1 || :
	version=$(apt-cache depends clang 2>/dev/null | sed -n 's/^ *Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
fi
[ -n "$version" ] && echo "libclang-rt-$version-dev"
