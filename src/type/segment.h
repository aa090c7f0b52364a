/* segment: where Unicode lets text break (UAX #14), its directions (UAX #9) and scripts. ICU does
 * the work, except for plain text in alphabets with spaces, where segment_plain.c gives the same
 * breaks without it. */
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

/* Bytes of a text that have a direction of their own, whatever is around them (UAX #9, isolates):
 * code among Hebrew words, say. */
typedef struct segment_isolate {
	uint32_t start, end;
	bool right_to_left;
} segment_isolate;

/* Segment a paragraph's whole text (valid UTF-8). The arena owns the result. `lang` tunes breaks
 * (loose for ja and zh) and gives the direction of a text without letters. The text's end is
 * SEGMENT_MUST, its start is no break. Beyond UAX #14, as is good typography: no line begins with a
 * dash that has spaces around it or is closed up between words; a line may end after a closed-up em
 * dash, whether an opening quote follows or not; a dash, slash or stop at the beginning of a word
 * stays with that word. The isolates are in the order of the text, none in another. */
void segment_text(arena *a, const char *text, size_t length, const char *lang,
		  const segment_isolate *isolates, size_t count, segment *result);

/* The same, for parts. False: the text needs ICU's engines, which parts cannot share; *result is
 * not filled. */
bool segment_text_plainly(arena *a, const char *text, size_t length, const char *lang,
			  segment *result);

/* Put `count` levels of one line's pieces into visual order: order[i] is the logical index of the
 * i-th from the left (UAX #9 L2). */
void segment_visual_order(const uint8_t *levels, size_t count, uint32_t *order);

void segment_free_libraries(void); /* at the end of the program, for leak checkers */

/* Is a language written from right to left? */
bool segment_is_right_to_left(const char *lang);

#endif
