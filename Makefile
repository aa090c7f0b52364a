# Platen's build. `make` builds build/platen; README.md tells the rest.
CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BUILD ?= build
VERSION = 0.1.0

PACKAGES = libcmark-gfm yaml-0.1 harfbuzz harfbuzz-subset fontconfig icu-uc libdeflate lcms2 libpng libjpeg
WARNINGS = -Wall -Wextra -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Isrc -DPLATEN_VERSION='"$(VERSION)"' -DPLATEN_DATADIR='"$(PREFIX)/share/platen"' \
	$(WARNINGS) -pthread $(shell pkg-config --cflags $(PACKAGES)) $(CFLAGS)
LIBS = -lhpdf -lcmark-gfm-extensions -lhyphen $(shell pkg-config --libs $(PACKAGES)) -pthread -lm

# The floors, from the ground up: a file includes only headers of files that stand above it (tests/test_floors.py).
SOURCES = $(addprefix src/, \
	ground/arena.c ground/length.c ground/report_print.c ground/report.c ground/file.c ground/sha256.c \
	input/value_parse.c input/value.c input/document.c \
	input/style_keys.c input/style_inks.c input/style_defaults.c input/style_overlay.c input/style.c \
	input/manuscript.c \
	text/font_face.c text/font_hang.c text/font_subset.c text/font_lock.c text/font.c \
	text/image.c text/hyphen_dictionary.c text/hyphen_language.c text/hyphen.c \
	text/segment_plain.c text/segment.c text/shape_letters.c text/shape.c \
	lines/item.c lines/linebreak.c lines/paragraph.c \
	layout/table.c layout/reference.c layout/galley.c layout/pagebreak.c layout/page.c layout/layout.c \
	pdf/pdf_object.c pdf/pdf_font_text.c pdf/pdf_font.c pdf/pdf_image.c pdf/pdf_tags.c pdf/pdf_tags_write.c pdf/pdf_meta.c pdf/pdf.c \
	dump.c main.c)
PRESENT = $(wildcard $(SOURCES))
OBJECTS = $(PRESENT:src/%.c=$(BUILD)/obj/%.o)
LIBRARY = $(BUILD)/libplaten.a

all: $(BUILD)/platen

$(BUILD)/platen: $(BUILD)/obj/main.o $(LIBRARY)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIBRARY): $(filter-out $(BUILD)/obj/main.o,$(OBJECTS))
	@rm -f $@
	$(AR) rcsD $@ $^

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Unit tests: one program a file of tests/unit, linked with all but main.
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
$(BUILD)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(LIBRARY) -lcmocka $(LIBS)

units: $(UNITS)
	@set -e; for t in $(UNITS); do $$t; done

clean:
	rm -rf build

.PHONY: all units clean
-include $(OBJECTS:.o=.d) $(UNITS:=.d)
