#!/bin/sh
# Fetch veraPDF, which judges PDF/A and PDF/UA, from Maven Central into build/tools, once, and check that it is the one we know.
set -eu
version=1.28.2
sum=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6
folder=build/tools
jar=$folder/greenfield-apps-$version.jar
if [ ! -f "$jar" ]; then
	echo "Fetching veraPDF $version from Maven Central into $folder"
	mkdir -p "$folder"
	mvn -q -B dependency:copy -Dartifact=org.verapdf.apps:greenfield-apps:$version -DoutputDirectory="$folder/new"
	mv "$folder/new/greenfield-apps-$version.jar" "$jar"
	rmdir "$folder/new"
fi
if ! echo "$sum  $jar" | sha256sum -c --quiet; then
	echo "$jar is not the veraPDF that the tests know: remove it, then run make check-deps again" >&2
	exit 1
fi
