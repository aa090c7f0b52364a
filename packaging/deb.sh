#!/bin/sh
# usage: deb.sh VERSION BUILD: make BUILD/platen_VERSION_ARCHITECTURE.deb of the tree that it is run in.
# Built for /usr by Debian's own flags, in a folder of its own. The libraries that the package
# depends on are those that dpkg-shlibdeps finds, and ICU, which the program loads only when a text
# needs it. DEBFULLNAME and DEBEMAIL name the maintainer, SOURCE_DATE_EPOCH the date.
set -eu
version=$1 build=$2
for program in dpkg-shlibdeps dpkg-buildflags dpkg-deb; do
	command -v $program >/dev/null || {
		echo "make deb: $program is missing: install Debian's package dpkg-dev" >&2
		exit 1
	}
done
architecture=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME-The Platen Authors} <${DEBEMAIL-platen@authors.invalid}>"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
root=$build/deb/root
rm -rf "$root"
umask 022

${MAKE-make} -s BUILD="$build/deb" PREFIX=/usr DESTDIR="$root" \
	zshdir=/usr/share/zsh/vendor-completions \
	CPPFLAGS="$(dpkg-buildflags --get CPPFLAGS)" \
	CFLAGS="$(DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get CFLAGS)" \
	LDFLAGS="$(DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get LDFLAGS)" install
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/bin/platen"
gzip -9n "$root/usr/share/man/man1/platen.1"

doc=$root/usr/share/doc/platen
mkdir -p "$doc" "$root/DEBIAN" "$build/deb/debian"
gzip -9nc CHANGELOG.md >"$doc/NEWS.gz"
gzip -9n >"$doc/changelog.gz" <<END
platen ($version) unstable; urgency=medium

  * What changed for users is in NEWS.gz.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
END
{
	echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
	echo "Upstream-Name: Platen"
	echo
	echo "Files: *"
	sed -n 's/^Copyright (c)/Copyright:/p' LICENSE
	echo "License: Expat"
	sed '1,/^Copyright/d; s/^$/./; s/^/ /' LICENSE | sed '1{/^ \.$/d}'
} >"$doc/copyright"

# dpkg-shlibdeps reads debian/control; the packages of
# libraries that are loaded late are those that Platen was built with.
printf 'Source: platen\n\nPackage: platen\nArchitecture: any\nDescription: x\n' >"$build/deb/debian/control"
libraries=$(cd "$build/deb" && dpkg-shlibdeps -O root/usr/bin/platen | sed 's/^shlibs:Depends=//')
icu=libicu$(pkg-config --modversion icu-uc | cut -d. -f1)
late=$(for name in qpdf gif webp webpdemux tiff; do
	dpkg-query -S "$(readlink -f "$(cc -print-file-name=lib$name.so)")" | cut -d: -f1
done | paste -sd, | sed 's/,/, /g')
cat >"$root/DEBIAN/control" <<END
Package: platen
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $libraries, $icu, $late, fonts-texgyre
Recommends: fonts-dejavu-core, fonts-noto-core, fonts-noto-mono, fonts-symbola, hyphen-de, hyphen-en-gb, hyphen-en-us, hyphen-fr, scribus-data, wngerman
Suggests: fonts-ebgaramond, fonts-inter, fonts-noto-cjk, fonts-sil-gentiumplus, fonts-vollkorn
Section: text
Priority: optional
Description: typesetter from Markdown to archive and print PDF
 Platen sets Markdown as finished publications. It chooses the lines of a
 paragraph together and the pages of a document together, puts every line on
 one baseline grid, and writes two editions from one layout: PDF/A-3a and
 PDF/UA-1 for reading and for archives, PDF/X-4 for the press.
 .
 The print edition needs the colour profile of scribus-data unless a style
 sheet names another one.
END
(cd "$root" && find usr -type f -printf '%P\n' | LC_ALL=C sort | sed 's,^,usr/,' | xargs md5sum) >"$root/DEBIAN/md5sums"
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$build/platen_${version}_$architecture.deb"
