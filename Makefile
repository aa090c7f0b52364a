# Platen's build. `make` builds build/platen; README.md tells the rest.
CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BUILD ?= build
VERSION = 0.1.0

# Not linked: what is loaded only where a text needs it (src/base/icu.c).
LATER = icu-uc
PACKAGES = libcmark-gfm yaml-0.1 harfbuzz harfbuzz-subset glib-2.0 fontconfig nettle libdeflate lcms2 libpng libjpeg
WARNINGS = -Wall -Wextra -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Isrc -DPLATEN_VERSION='"$(VERSION)"' -DPLATEN_DATADIR='"$(PREFIX)/share/platen"' \
	$(WARNINGS) -pthread $(shell pkg-config --cflags $(LATER) $(PACKAGES)) $(CFLAGS)
LIBS = -lcmark-gfm-extensions $(shell pkg-config --libs $(PACKAGES)) -lhpdf -lhyphen -pthread -lm

# One short line a step; V=1 shows the commands.
ifeq ($(V),1)
say =
else
say = @echo "  $(1) $(2)";
endif

# The floors, from the ground up: a file includes only headers of files that stand above it (tests/test_floors.py).
SOURCES = $(addprefix src/, \
	base/arena.c base/hash.c base/map.c base/length.c base/unicode.c base/report_print.c base/report.c \
	base/file.c base/thread.c base/crew.c base/icu.c base/sha256.c \
	document/edition.c document/node.c document/document.c document/link_notes.c \
	style/value_parse.c style/value.c style/style_keys.c style/style_paper.c \
	style/style_setting.c style/style_inks.c style/style_defaults.c style/style_overlay.c \
	style/style_classes.c style/style.c style/style_dump.c \
	markdown/text.c markdown/quotes_habits.c markdown/quotes.c markdown/language.c \
	markdown/attributes.c markdown/html.c markdown/spans.c markdown/notes.c markdown/labels.c \
	markdown/captions.c markdown/syntax.c markdown/inlines.c markdown/blocks.c \
	markdown/front.c markdown/files.c markdown/check.c markdown/manuscript.c \
	type/font_face.c type/font_hang.c type/font_subset.c type/font_lock.c type/font.c \
	type/hyphen_dictionary.c type/hyphen_language.c type/hyphen.c type/segment_plain.c \
	type/segment.c type/shape_letters.c type/shape_figures.c type/shape_word.c \
	type/shape_table.c type/shape_missing.c type/shape.c \
	image/image_exif.c image/image_png.c image/image_jpeg.c image/image.c \
	lines/linebreak_gather.c lines/linebreak_price.c lines/linebreak_trace.c \
	lines/linebreak_search.c lines/linebreak_back.c lines/linebreak_river.c lines/linebreak.c \
	lines/picture.c lines/paragraph_text.c lines/paragraph_place.c lines/paragraph_items.c \
	lines/paragraph_relax.c lines/paragraph_lines.c lines/paragraph_code.c \
	lines/paragraph_trace.c lines/paragraph.c lines/paragraph_facts.c lines/hands.c \
	pages/pagebreak_price.c pages/pagebreak_float.c pages/pagebreak_table.c \
	pages/pagebreak_trace.c pages/pagebreak_ends.c pages/pagebreak_search.c \
	pages/pagebreak_way.c pages/pagebreak.c \
	layout/table.c layout/reference.c layout/galley_float.c layout/galley_lists.c \
	layout/galley_code.c layout/galley_ahead.c layout/galley_notes.c layout/galley_rows.c layout/galley.c \
	layout/page_marks.c layout/page_furniture.c layout/page.c layout/layout_trace.c \
	layout/layout.c \
	pdf/pdf_object.c pdf/pdf_deflate.c pdf/pdf_digest.c pdf/pdf_write.c pdf/pdf_tree.c \
	pdf/pdf_font_text.c pdf/pdf_font_use.c pdf/pdf_font.c pdf/pdf_image_data.c \
	pdf/pdf_image.c pdf/pdf_tags.c pdf/pdf_tags_write.c pdf/pdf_profile.c pdf/pdf_ahead.c \
	pdf/pdf_color.c pdf/pdf_outline.c pdf/pdf_link.c pdf/pdf_content.c pdf/pdf_furniture.c \
	pdf/pdf_overlay.c pdf/pdf_meta.c pdf/pdf.c \
	quality/quality_lines.c quality/quality_spaces.c quality/quality_ends.c \
	quality/quality_rivers.c quality/quality_breaks.c quality/quality_pages.c \
	quality/quality_sarif.c quality/quality_json.c quality/quality_report.c quality/quality.c \
	quality/proof_remarks.c quality/proof.c \
	app/dump.c app/home.c app/options.c app/sources.c app/outputs.c app/editions.c app/main.c)
PRESENT = $(wildcard $(SOURCES))
OBJECTS = $(PRESENT:src/%.c=$(BUILD)/obj/%.o)
LIBRARY = $(BUILD)/libplaten.a

all: $(BUILD)/platen

$(BUILD)/platen: $(BUILD)/obj/app/main.o $(LIBRARY)
	$(call say,LINK,$@) $(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIBRARY): $(filter-out $(BUILD)/obj/app/main.o,$(OBJECTS))
	@rm -f $@
	$(call say,AR,$@) $(AR) rcsD $@ $^

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Unit tests: one program a file of tests/unit, linked with all but main.
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/unit/root.o $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/unit/root.o $(LIBRARY) -lcmocka $(LIBS) $(shell pkg-config --libs $(LATER))
$(BUILD)/unit/root.o: tests/unit/root.c
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

units: $(UNITS)
	@set -e; for t in $(UNITS); do timeout 300 $$t; done

# The Luxembourg report, both editions.
REPORT = content/luxembourg-report
report: $(BUILD)/platen
	$(BUILD)/platen build $(REPORT)/report.md --style styles/report.yaml --edition all -v -o $(BUILD)/luxembourg-report.pdf

# Platen's own manual, both editions.
manual: $(BUILD)/platen
	$(BUILD)/platen build content/manual --style styles/manual.yaml --edition all -v -o $(BUILD)/manual.pdf

# What a build needs, and what the tests need besides, as Debian's packages.
DEPS = gcc libc6-dev pkg-config \
	libhpdf-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libharfbuzz-dev libglib2.0-dev libfontconfig-dev libhyphen-dev libicu-dev nettle-dev \
	libdeflate-dev liblcms2-dev libpng-dev libjpeg-dev \
	fonts-texgyre fonts-dejavu-core fonts-noto-core fonts-noto-mono hyphen-en-gb hyphen-en-us hyphen-fr hyphen-de scribus-data
CHECK_DEPS = libcmocka-dev clang clang-format python3-pytest python3-pikepdf python3-pil python3-yaml python3-jsonschema qpdf poppler-utils \
	fonts-ebgaramond fonts-vollkorn fonts-sil-gentiumplus fonts-inter golang-github-yuin-goldmark-dev default-jre-headless maven
deps:
	@sh tests/tools/install.sh "build Platen and the report" $(DEPS)
check-deps:
	@sh tests/tools/install.sh "run the tests" $(DEPS) $(CHECK_DEPS) "$$(sh tests/tools/clang-runtime.sh)"
	@sh tests/tools/verapdf.sh

# Everything: the program and the unit tests by gcc, both again by clang with the sanitizers, and the tests from outside.
STRICT = CFLAGS='-O2 -g -Werror'
SANITIZED = BUILD=$(BUILD)/asan CC=clang CFLAGS='-O1 -g -Werror -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined'
asan:
	$(MAKE) $(SANITIZED) all unit-programs fuzz-programs
unit-programs: $(UNITS)
PYTEST = /usr/bin/python3 -m pytest -q -p no:cacheprovider
strict:
	$(MAKE) BUILD=$(BUILD)/strict $(STRICT) all unit-programs
check: strict
	$(MAKE) asan
	$(PYTEST) tests

# In a few seconds, after each change: the unit tests but the slow one, cases, schemas, floors and format, with gcc's build alone.
check-fast: strict
	PLATEN_FAST=1 $(PYTEST) $(addprefix tests/test_,units.py cases.py schema.py floors.py)

# Fuzz targets (clang's libFuzzer), one program a file of tests/fuzz, linked with the whole program. `make fuzz` looks for new ways to
# break it, FUZZ_SECONDS a target; what it finds goes to build/fuzz. `make check` runs them for a moment, the same each time.
FUZZ_SECONDS ?= 60
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.c tests/fuzz/fuzz.h src/app/main.c $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) $(ALL_CFLAGS) -Wno-missing-prototypes -Dmain=platen_main -c -o $@.main.o src/app/main.c
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $< tests/fuzz/fuzz.c $@.main.o $(LIBRARY) $(LIBS)
fuzz-programs: $(FUZZERS)
fuzz: asan
	/usr/bin/python3 tests/fuzz/fuzz.py $(BUILD)/asan --seconds $(FUZZ_SECONDS)

# Does this tree set the same texts to the same bytes as the revision AGAINST?
sums: $(BUILD)/platen
	CC='$(CC)' /usr/bin/python3 tests/tools/sums.py $(or $(AGAINST),HEAD)

# Lay out all C by .clang-format.
format:
	clang-format -i $$(find src tests -name '*.[ch]')

# Rewrite the goldens of tests/cases; git shows what changed.
bless: $(BUILD)/platen
	/usr/bin/python3 tests/tools/bless.py $(BUILD)/platen

# How fast, beside the least work there is and other typesetters; how steady under edits. TEXT=FILE.md sets another text.
$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) $(shell pkg-config --cflags libcmark-gfm harfbuzz libdeflate) -o $@ $< \
		$(shell pkg-config --libs libcmark-gfm harfbuzz libdeflate)
bench: $(BUILD)/platen $(BUILD)/bench/floor $(BUILD)/bench/launch
	-@/usr/bin/python3 -B tests/bench/bench.py $(BUILD)/platen $(BUILD)/bench
	-@/usr/bin/python3 -B tests/bench/stability.py $(BUILD)/platen $(BUILD)/bench
bench-stability: $(BUILD)/platen
	-@/usr/bin/python3 -B tests/bench/stability.py $(BUILD)/platen $(BUILD)/bench
export TEXT RUNS EDITS

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/platen/fonts $(DESTDIR)$(PREFIX)/share/platen/styles \
		$(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/platen $(DESTDIR)$(PREFIX)/bin/platen
	install -m 644 fonts/fonts.conf fonts/fonts.lock $(DESTDIR)$(PREFIX)/share/platen/fonts
	install -m 644 styles/*.yaml styles/*.json $(DESTDIR)$(PREFIX)/share/platen/styles
	install -m 644 platen.1 $(DESTDIR)$(PREFIX)/share/man/man1/platen.1

# The jar of the conformance checks is kept: it is fetched, not built.
clean:
	find $(BUILD) -mindepth 1 -maxdepth 1 ! -name tools -exec rm -rf {} +

.PHONY: all units unit-programs fuzz-programs fuzz report manual deps check-deps asan strict check check-fast sums format bless bench bench-stability install clean
-include $(OBJECTS:.o=.d) $(UNITS:=.d)
