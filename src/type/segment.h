/* segment: where Unicode lets text break (UAX #14, by ICU), which way it runs (UAX #9) and in which
 * script it is. Plain text in alphabets with spaces takes a short way that gives the same answer
 * without ICU's rule engine (segment_plain.c). */
#ifndef PLATEN_SEGMENT_H
#define PLATEN_SEGMENT_H

#include "base/report.h"

#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum segment_break { SEGMENT_NONE, SEGMENT_MAY, SEGMENT_MUST } segment_break;

/* A run of one direction and one script. Offsets are bytes; runs cover the text without gaps, in
 * logical order. */
typedef struct segment_run {
	uint32_t start, end;
	uint8_t level; /* bidi embedding level; odd is right to left */
	hb_script_t script;
} segment_run;

typedef struct segment {
	/* a segment_break for each byte offset 0 … length: may a line end before this byte */
	const uint8_t *breaks;
	const segment_run *runs;
	size_t run_count;
	uint8_t base_level; /* of the paragraph */
} segment;

/* Look at a paragraph's whole text (UTF-8, valid). Owned by the arena. `lang` tunes breaks (loose
 * for ja, zh) and says which way a text without letters runs. The text's end is a SEGMENT_MUST, its
 * start never a break. Over UAX #14, as typographers have it: no line begins with a dash that has
 * spaces around it or stands closed between words; a line may end behind such an em dash, an
 * opening quote after it or not; a dash, slash or stop that opens (a space before it, a word
 * behind) goes with that word. */
void segment_text(arena *a, const char *text, size_t length, const char *lang, segment *result);

/* Put `count` levels of one line's pieces into visual order: order[i] is the logical index of the
 * i-th from the left (UAX #9 L2). */
void segment_visual_order(const uint8_t *levels, size_t count, uint32_t *order);

void segment_free_libraries(void); /* at the end of the program, for leak checkers */

#endif
