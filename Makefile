# Platen's build. `make` builds build/platen; README.md and CONTRIBUTING.md say the rest.
CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BUILD ?= build
VERSION = 0.1.0

# Where `make install` puts things, under DESTDIR.
bindir ?= $(PREFIX)/bin
datadir ?= $(PREFIX)/share
mandir ?= $(datadir)/man
bashdir ?= $(datadir)/bash-completion/completions
zshdir ?= $(datadir)/zsh/site-functions
fishdir ?= $(datadir)/fish/vendor_completions.d

# Not linked but loaded where a text needs them (src/base/late.c): ICU, what reads PDFs, and what
# reads pictures of the rarer kinds (giflib has no .pc file and needs no flags).
LATER = icu-uc libqpdf libwebp libwebpdemux libtiff-4
PACKAGES = libcmark-gfm yaml-0.1 expat harfbuzz harfbuzz-subset glib-2.0 fontconfig nettle \
	libdeflate zlib lcms2 libpng libjpeg
WARNINGS = -Wall -Wextra -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
	-Wwrite-strings -Wvla
OWN_FLAGS = -std=c11 -D_GNU_SOURCE -Isrc -DPLATEN_VERSION='"$(VERSION)"' $(WARNINGS) -pthread
# The sonames of libraries that are loaded late, which their headers do not tell.
soname = -D$(1)_LIBRARY='"$(shell LC_ALL=C readelf -d "$$($(CC) -print-file-name=$(2).so)" | \
	sed -n 's/.*soname: \[\(.*\)\]/\1/p')"'
SONAMES = $(eval SONAMES := $(call soname,QPDF,libqpdf) $(call soname,GIF,libgif) \
	$(call soname,WEBP,libwebp) $(call soname,WEBPDEMUX,libwebpdemux) \
	$(call soname,TIFF,libtiff))$(SONAMES)
# pkg-config is asked once, and not before it is needed: `make deps report` installs it first.
FOUND_FLAGS = $(eval FOUND_FLAGS := $(shell pkg-config --cflags $(LATER) $(PACKAGES)))$(FOUND_FLAGS)
FOUND_LIBS = $(eval FOUND_LIBS := $(shell pkg-config --libs $(PACKAGES)))$(FOUND_LIBS)
COMPILE = $(CC) $(OWN_FLAGS) $(SONAMES) $(FOUND_FLAGS) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) -pthread $(CFLAGS) $(LDFLAGS)
LIBS = -lcmark-gfm-extensions $(FOUND_LIBS) -lhpdf -lhyphen -pthread -lm
PYTHON = /usr/bin/python3

# One short line a step; V=1 shows the commands.
ifeq ($(V),1)
say =
else
say = @echo "  $(1) $(2)";
endif

# In `make -j deps report` all else waits until the packages are there.
FIRST = $(filter deps check-deps,$(MAKECMDGOALS))

include src/sources.mk
PRESENT = $(wildcard $(SOURCES))
OBJECTS = $(PRESENT:src/%.c=$(BUILD)/obj/%.o)
LIBRARY = $(BUILD)/libplaten.a

all: $(BUILD)/platen

# A file that changes only when the flags do: with other flags, all is built again.
quoted = '$(subst ','\'',$(1))'
keep = @mkdir -p $(@D); printf '%s\n' $(call quoted,$(1)) >$@.new; \
	if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
$(BUILD)/flags: FORCE
	$(call keep,$(CC) $(OWN_FLAGS) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS))
FORCE:

$(BUILD)/platen: $(BUILD)/obj/app/main.o $(LIBRARY) $(BUILD)/flags
	$(call say,LINK,$@) $(LINK) -o $@ $(filter %.o %.a,$^) $(LIBS)

$(LIBRARY): $(filter-out $(BUILD)/obj/app/main.o,$(OBJECTS))
	@rm -f $@
	$(call say,AR,$@) $(AR) rcsD $@ $^

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags | $(FIRST)
	@mkdir -p $(@D)
	$(call say,CC,$<) $(COMPILE) -MMD -MP -c -o $@ $<

# Unit tests: one program a file of tests/unit, linked with all but main.
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
UNIT_LIBS = -lcmocka $(LIBS) $(UNIT_FOUND)
UNIT_FOUND = $(eval UNIT_FOUND := $(shell pkg-config --libs icu-uc libqpdf))$(UNIT_FOUND)
$(BUILD)/unit/%.o: tests/unit/%.c $(BUILD)/flags | $(FIRST)
	@mkdir -p $(@D)
	$(call say,CC,$<) $(COMPILE) -MMD -MP -c -o $@ $<
$(UNITS): $(BUILD)/unit/%: $(BUILD)/unit/%.o $(BUILD)/unit/root.o $(LIBRARY)
	$(call say,LINK,$@) $(LINK) -o $@ $(filter %.o %.a,$^) $(UNIT_LIBS)

units: $(UNITS)
	@set -e; for t in $(UNITS); do timeout 300 $$t; done

# The Luxembourg report, both editions.
REPORT = content/luxembourg-report
report: $(BUILD)/platen
	$(BUILD)/platen build $(REPORT)/report.md --style styles/report.yaml --edition all -v \
		-o $(BUILD)/luxembourg-report.pdf

# Platen's own manual, both editions.
manual: $(BUILD)/platen
	$(BUILD)/platen build content/manual --edition all -v \
		-o $(BUILD)/manual.pdf

# What a build needs, and what the tests need besides, as Debian's packages.
DEPS = gcc libc6-dev pkg-config \
	libhpdf-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libharfbuzz-dev \
	libglib2.0-dev libfontconfig-dev libhyphen-dev libicu-dev nettle-dev libdeflate-dev \
	zlib1g-dev liblcms2-dev libpng-dev libjpeg-dev libgif-dev libwebp-dev libtiff-dev \
	libexpat1-dev libqpdf-dev binutils \
	fonts-texgyre fonts-dejavu-core fonts-noto-core fonts-noto-mono fonts-symbola \
	hyphen-en-gb hyphen-en-us hyphen-fr hyphen-de wngerman scribus-data
CHECK_DEPS = libcmocka-dev clang clang-format cmark-gfm \
	python3-pytest python3-pytest-xdist python3-pikepdf python3-pil python3-yaml \
	python3-jsonschema \
	qpdf poppler-utils mupdf-tools python3-pypdf python3-pyqt6.qtpdf \
	default-jre-headless maven dpkg-dev lintian mandoc zsh fish \
	fonts-ebgaramond fonts-vollkorn fonts-sil-gentiumplus fonts-inter fonts-noto-cjk \
	golang-github-yuin-goldmark-dev hyphen-da hyphen-el hyphen-hu hyphen-nl wdanish wdutch
deps:
	@sh tests/tools/install.sh "build Platen and the report" $(DEPS)
check-deps: | $(filter deps,$(MAKECMDGOALS))
	@sh tests/tools/install.sh "run the tests" $(DEPS) $(CHECK_DEPS) \
		"$$(sh tests/tools/clang-runtime.sh)"
	@sh tests/tools/verapdf.sh

# Everything: the program and the unit tests by gcc, both again by clang with the sanitizers, and
# the tests from outside.
STRICT = BUILD=$(BUILD)/strict CFLAGS='-O2 -g -Werror'
# The C++ library is linked so that AddressSanitizer sees exceptions of libraries loaded later.
SANITIZED = BUILD=$(BUILD)/asan CC=clang CFLAGS='-O1 -g -Werror -fno-omit-frame-pointer \
	-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined' \
	LDFLAGS='-Wl,--no-as-needed -lstdc++ -Wl,--as-needed'
PYTEST = $(PYTHON) -m pytest -q -p no:cacheprovider
unit-programs: $(UNITS)
strict: | $(FIRST)
	$(MAKE) $(STRICT) all unit-programs
asan: | $(FIRST)
	$(MAKE) $(SANITIZED) all unit-programs fuzz-programs
# ThreadSanitizer looks for memory that two threads use at once while the manual and a long text of
# TEXT's are set.
tsan: | $(FIRST)
	$(MAKE) BUILD=$(BUILD)/tsan CFLAGS='-O1 -g -fsanitize=thread' all
	for text in content/manual $(TEXT); do setarch -R $(BUILD)/tsan/platen build $$text \
		--edition=all,archive2 -j4 -q -o $(BUILD)/tsan/out.pdf || exit 1; done
check: strict
	$(MAKE) asan
	$(PYTEST) --numprocesses=auto tests

# In a few seconds, after each change, with gcc's build alone: the unit tests but the slow one,
# cases, schemas, floors and format.
check-fast: strict
	PLATEN_FAST=1 $(PYTEST) $(addprefix tests/test_,units.py cases.py schema.py floors.py)

# Fuzz targets (clang's libFuzzer), one program a file of tests/fuzz, linked with the whole program.
# `make fuzz` looks for new ways to break it, FUZZ_SECONDS a target; what it finds goes to
# build/fuzz. `make check` runs them for a moment, the same each time. Then random documents, of
# which every word must arrive (tests/differential.py), and calls that fail (tests/injection.py).
FUZZ_SECONDS ?= 60
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.c tests/fuzz/fuzz.h src/app/main.c $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,CC,$<) $(COMPILE) -Wno-missing-prototypes -Dmain=platen_main -c -o $@.main.o \
		src/app/main.c
	@$(COMPILE) $(LDFLAGS) -fsanitize=fuzzer -o $@ $< tests/fuzz/fuzz.c $@.main.o $(LIBRARY) \
		$(LIBS)
fuzz-programs: $(FUZZERS)
fuzz: asan strict
	$(PYTHON) tests/fuzz/fuzz.py $(BUILD)/asan --seconds $(FUZZ_SECONDS)
	$(PYTHON) tests/differential.py $(BUILD)/asan/platen --seconds $(FUZZ_SECONDS) \
		--from $$(date +%s) --keep $(BUILD)/fuzz/differential
	$(PYTHON) tests/injection.py $(BUILD)/strict/platen --seconds $(FUZZ_SECONDS)

# How many random small faults in src/ do the tests notice? An hour or so for thirty.
MUTANTS ?= 30
SEED ?= 1
mutants:
	$(PYTHON) tests/tools/mutants.py --count $(MUTANTS) --seed $(SEED)

# Does this tree set the same texts to the same bytes as the revision AGAINST?
sums: $(BUILD)/platen
	CC='$(CC)' $(PYTHON) tests/tools/sums.py $(or $(AGAINST),HEAD)

# Lay out all C by .clang-format.
format:
	clang-format -i $$(find src tests -name '*.[ch]')

# For editors and clang's tools: how each file is compiled.
compile_commands:
	@COMPILE=$(call quoted,$(COMPILE)) $(PYTHON) tests/tools/compile_commands.py $(PRESENT)

# Rewrite the goldens of tests/cases; git shows what changed.
bless: $(BUILD)/platen
	$(PYTHON) tests/tools/bless.py $(BUILD)/platen

# How fast, beside the least work there is and other typesetters; how steady under edits; how time
# and memory grow with thirty shapes of text.
# TEXT=FILE.md sets another text.
BENCH_PACKAGES = libcmark-gfm harfbuzz libdeflate
$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CPPFLAGS) $(CFLAGS) \
		$(LDFLAGS) $(shell pkg-config --cflags $(BENCH_PACKAGES)) -o $@ $< \
		$(shell pkg-config --libs $(BENCH_PACKAGES))
bench: $(BUILD)/platen $(BUILD)/bench/floor $(BUILD)/bench/launch
	-@$(PYTHON) -B tests/bench/bench.py $(BUILD)/platen $(BUILD)/bench
	-@$(PYTHON) -B tests/bench/stability.py $(BUILD)/platen $(BUILD)/bench
	-@$(PYTHON) -B tests/bench/scale.py $(BUILD)/platen
bench-scale: $(BUILD)/platen
	@$(PYTHON) -B tests/bench/scale.py $(BUILD)/platen
bench-typography: $(BUILD)/platen
	-@$(PYTHON) -B tests/bench/typography.py $(BUILD)/platen $(BUILD)/bench
bench-stability: $(BUILD)/platen
	-@$(PYTHON) -B tests/bench/stability.py $(BUILD)/platen $(BUILD)/bench
export TEXT RUNS EDITS

# The program that is installed differs in one file: it finds its own files in ../share/platen of
# its folder and in the data folder that it is installed for, and never in a source tree.
INSTALLED = $(BUILD)/installed
$(INSTALLED)/prefix: FORCE
	$(call keep,$(datadir))
$(INSTALLED)/home.o: src/app/home.c $(BUILD)/flags $(INSTALLED)/prefix | $(FIRST)
	@$(COMPILE) -DPLATEN_DATADIR='"$(datadir)/platen"' -c -o $@ $<
$(INSTALLED)/platen: $(BUILD)/obj/app/main.o $(INSTALLED)/home.o $(LIBRARY)
	$(call say,LINK,$@) $(LINK) -o $@ $^ $(LIBS)

install: $(INSTALLED)/platen
	install -d $(addprefix $(DESTDIR),$(bindir) $(mandir)/man1 $(bashdir) $(zshdir) $(fishdir) \
		$(datadir)/platen/fonts $(datadir)/platen/styles)
	install -m 755 $< $(DESTDIR)$(bindir)/platen
	install -m 644 fonts/fonts.conf fonts/fonts.lock $(DESTDIR)$(datadir)/platen/fonts
	install -m 644 styles/*.yaml styles/*.json $(DESTDIR)$(datadir)/platen/styles
	install -m 644 platen.1 $(DESTDIR)$(mandir)/man1/platen.1
	install -m 644 packaging/platen.bash $(DESTDIR)$(bashdir)/platen
	install -m 644 packaging/_platen $(DESTDIR)$(zshdir)/_platen
	install -m 644 packaging/platen.fish $(DESTDIR)$(fishdir)/platen.fish

# With the PREFIX and DESTDIR that it was installed with.
uninstall:
	rm -f $(addprefix $(DESTDIR),$(bindir)/platen $(mandir)/man1/platen.1 $(bashdir)/platen \
		$(zshdir)/_platen $(fishdir)/platen.fish)
	rm -rf $(DESTDIR)$(datadir)/platen

# The committed tree as platen-VERSION.tar.gz, and Debian's package of what is in the tree.
dist:
	@mkdir -p $(BUILD)
	git archive --prefix=platen-$(VERSION)/ HEAD | gzip -9n >$(BUILD)/platen-$(VERSION).tar.gz
deb: | $(FIRST)
	MAKE='$(MAKE)' sh packaging/deb.sh $(VERSION) $(BUILD)

# The jar of the conformance checks is kept: it is fetched, not built.
clean:
	find $(BUILD) -mindepth 1 -maxdepth 1 ! -name tools -exec rm -rf {} +
	rm -f compile_commands.json

.PHONY: FORCE all units unit-programs fuzz-programs fuzz report manual deps check-deps strict asan \
	tsan check check-fast mutants sums format compile_commands bless bench bench-scale \
	bench-stability bench-typography install uninstall dist deb clean
-include $(OBJECTS:.o=.d) $(UNITS:=.d)
