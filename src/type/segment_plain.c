/* segment_plain: line breaks of plain text without ICU, whose library and rule engine take 3 to 5
 * ms of a short build (paired runs of the report, medians of 25). The rules are those of UAX #14,
 * revision 53 (Unicode 16), in its order and with its numbers, without the rules for other classes:
 * combining marks, ideographs, Hangul, Hebrew, Brahmic scripts, emoji. A unit test compares the
 * results with ICU's. */
#include "type/segment_plain.h"

#include "base/arena.h"
#include "base/unicode.h"
#include "type/segment.h"

#include <glib.h>

/* Line breaking classes, where QI and QF are initial and final quotes (QU with Pi, Pf), HH is
 * U+2010 among the BA, and END is either end of the text. */
enum {
	END,
	AL,
	NU,
	QU,
	QI,
	QF,
	OP,
	CL,
	CP,
	EX,
	IS,
	SY,
	HY,
	HH,
	BA,
	BB,
	B2,
	GL,
	SP,
	BK,
	CR,
	LF,
	PR,
	PO,
	IN,
	ZW,
	WJ,
	KINDS,
	OTHER = 255
};

#define SET(kind) (1u << (kind))
#define QUOTES    (SET(QU) | SET(QI) | SET(QF))
#define LINE_ENDS (SET(BK) | SET(CR) | SET(LF))
_Static_assert(KINDS <= 32, "a set of kinds is 32 bits");

static bool in(uint8_t kind, uint32_t set)
{
	return set >> kind & 1;
}

/* The classes of the ASCII characters from the space on. */
static const uint8_t ascii[] = {
	/*  !"#$%&'()*+,-./ */
	SP, EX, QU, AL, PR, PO, AL, QU, OP, CP, AL, PR, IS, HY, IS, SY,
	/* 0123456789:;<=>? */
	NU, NU, NU, NU, NU, NU, NU, NU, NU, NU, IS, IS, AL, AL, AL, EX, AL, AL, AL, AL, AL, AL, AL,
	AL, AL, AL, AL, AL, AL, AL, AL, AL,                             /* @A */
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, PR, CP, AL, AL, /* Z[\]^_ */
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, /* `a */
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, BA, CL, AL,     /* z{|}~ */
};

static uint8_t quote_kind(uint32_t c)
{
	GUnicodeType type = g_unichar_type(c);
	return type == G_UNICODE_INITIAL_PUNCTUATION ? QI
	       : type == G_UNICODE_FINAL_PUNCTUATION ? QF
						     : QU;
}

/* East_Asian_Width H, which GLib does not tell. */
static bool is_halfwidth(uint32_t c)
{
	return c == 0x20a9 || (c >= 0xff61 && c <= 0xffdc) || (c >= 0xffe8 && c <= 0xffee);
}

static uint8_t other_kind(uint32_t c)
{
	if (g_unichar_iswide(c) || is_halfwidth(c))
		return OTHER;
	switch (g_unichar_break_type(c)) {
	case G_UNICODE_BREAK_ALPHABETIC:
	case G_UNICODE_BREAK_AMBIGUOUS: return AL; /* LB1 */
	case G_UNICODE_BREAK_NUMERIC: return NU;
	case G_UNICODE_BREAK_QUOTATION: return quote_kind(c);
	case G_UNICODE_BREAK_OPEN_PUNCTUATION: return OP;
	case G_UNICODE_BREAK_CLOSE_PUNCTUATION: return CL;
	case G_UNICODE_BREAK_CLOSE_PARENTHESIS: return CP;
	case G_UNICODE_BREAK_EXCLAMATION: return EX;
	case G_UNICODE_BREAK_INFIX_SEPARATOR: return IS;
	case G_UNICODE_BREAK_SYMBOL: return SY;
	case G_UNICODE_BREAK_HYPHEN: return HY;
	case G_UNICODE_BREAK_AFTER: return c == 0x2010 ? HH : BA;
	case G_UNICODE_BREAK_BEFORE: return BB;
	case G_UNICODE_BREAK_BEFORE_AND_AFTER: return B2;
	case G_UNICODE_BREAK_NON_BREAKING_GLUE: return GL;
	case G_UNICODE_BREAK_SPACE: return SP;
	case G_UNICODE_BREAK_MANDATORY:
	case G_UNICODE_BREAK_NEXT_LINE: return BK;
	case G_UNICODE_BREAK_CARRIAGE_RETURN: return CR;
	case G_UNICODE_BREAK_LINE_FEED: return LF;
	case G_UNICODE_BREAK_PREFIX: return PR;
	case G_UNICODE_BREAK_POSTFIX: return PO;
	case G_UNICODE_BREAK_INSEPARABLE: return IN;
	case G_UNICODE_BREAK_ZERO_WIDTH_SPACE: return ZW;
	case G_UNICODE_BREAK_WORD_JOINER: return WJ;
	default: return OTHER;
	}
}

/* What the rules need of the text before a place. */
typedef struct breaking {
	uint8_t before; /* the last class other than a space */
	bool opening;   /* `before` is a quote that opens (LB15a) */
	/* NU (SY|IS)*, and the same with CL or CP after it (LB25) */
	enum { NO_NUMBER, NUMBER, NUMBER_CLOSED } number;
} breaking;

/* LB23 to LB30, between two characters that are not spaces. */
static bool clings(const uint8_t *right, const breaking *c)
{
	uint8_t left = right[-1];
	bool word = in(left, SET(AL) | SET(NU)), affix = in(left, SET(PR) | SET(PO));
	if (in(*right, SET(AL)))
		return word || affix || in(left, SET(IS) | SET(CP)); /* LB23, 24, 28, 29, 30 */
	if (in(*right, SET(NU)))
		return word || affix || in(left, SET(HY) | SET(IS) | SET(CP)) ||
		       c->number == NUMBER; /* LB23, 25, 30 */
	if (in(*right, SET(PR) | SET(PO)))
		return left == AL || c->number != NO_NUMBER; /* LB24, 25 */
	if (*right == OP)                                    /* LB25, 30 */
		return word || (affix && (right[1] == NU || (right[1] == IS && right[2] == NU)));
	return false;
}

/* May a line end before `right`? LB7 to LB31. */
static bool breaks_before(const uint8_t *right, const breaking *c)
{
	uint8_t left = right[-1];
	if (in(*right, SET(SP) | SET(ZW))) /* LB7 */
		return false;
	if (c->before == ZW) /* LB8 */
		return true;
	if (*right == WJ || in(left, SET(WJ) | SET(GL))) /* LB11, 12 */
		return false;
	if (*right == GL && !in(left, SET(SP) | SET(BA) | SET(HH) | SET(HY))) /* LB12a */
		return false;
	/* LB13, 14, 15a */
	if (in(*right, SET(CL) | SET(CP) | SET(EX) | SET(SY)) || c->before == OP || c->opening)
		return false;
	if (*right == QF &&
	    in(right[1], SET(SP) | SET(GL) | SET(WJ) | SET(CL) | QUOTES | SET(CP) | SET(EX) |
				 SET(IS) | SET(SY) | LINE_ENDS | SET(ZW) | SET(END))) /* LB15b */
		return false;
	if (*right == IS) /* LB15c, 15d */
		return left == SP && right[1] == NU;
	if (c->before == B2 && *right == B2) /* LB17 */
		return false;
	if (left == SP) /* LB18 */
		return true;
	if (in(left, QUOTES) || in(*right, QUOTES)) /* LB19, 19a */
		return false;
	/* LB20a */
	if (in(left, SET(HY) | SET(HH)) && *right == AL &&
	    in(right[-2], SET(END) | LINE_ENDS | SET(SP) | SET(ZW) | SET(GL)))
		return false;
	if (in(*right, SET(BA) | SET(HH) | SET(HY) | SET(IN)) || left == BB) /* LB21, 22 */
		return false;
	return !clings(right, c);
}

static void step(breaking *c, const uint8_t *kind)
{
	if (*kind != SP) {
		c->before = *kind;
		c->opening = *kind == QI && in(kind[-1], SET(END) | LINE_ENDS | SET(OP) | QUOTES |
								 SET(GL) | SET(SP) | SET(ZW));
	}
	if (*kind == NU)
		c->number = NUMBER;
	else if (c->number == NUMBER && in(*kind, SET(CL) | SET(CP)))
		c->number = NUMBER_CLOSED;
	else if (c->number != NUMBER || !in(*kind, SET(SY) | SET(IS)))
		c->number = NO_NUMBER;
}

static uint8_t break_before(const uint8_t *right, const breaking *c)
{
	uint8_t left = right[-1];
	if (left == BK || left == LF || (left == CR && *right != LF)) /* LB4, 5 */
		return SEGMENT_MUST;
	if (in(*right, LINE_ENDS) || left == END) /* LB6, 2 */
		return SEGMENT_NONE;
	return breaks_before(right, c) ? SEGMENT_MAY : SEGMENT_NONE;
}

/* The classes of the text's characters, with two ENDs before and two after them; NULL: a character
 * is not plain. */
static const uint8_t *kinds_of(arena *scratch, const char *text, size_t length)
{
	uint8_t *kinds = arena_alloc(scratch, length + 4), *kind = kinds + 2;
	for (size_t at = 0; at < length; kind++) {
		const unsigned char byte = (unsigned char)text[at];
		if (byte >= ' ' && byte < 0x7F) {
			*kind = ascii[byte - ' '];
			at++;
			continue;
		}
		*kind = other_kind(unicode_next(text, &at));
		if (*kind == OTHER)
			return NULL;
	}
	return kinds + 2;
}

/* A short way for most characters: letters after letters, spaces after words, words after
 * spaces. */
static bool is_usual(const uint8_t *kind, breaking *c, uint8_t *breaks)
{
	if (kind[0] == AL && kind[-1] == AL)
		return true;
	if (c->before != AL)
		return false;
	if (kind[0] == SP && in(kind[-1], SET(AL) | SET(SP))) {
		c->number = NO_NUMBER;
		return true;
	}
	if (kind[0] != AL || kind[-1] != SP)
		return false;
	*breaks = SEGMENT_MAY;
	return true;
}

bool segment_plain(arena *scratch, const char *text, size_t length, uint8_t *breaks)
{
	const uint8_t *kind = kinds_of(scratch, text, length);
	if (!kind)
		return false;
	breaking c = {END, false, NO_NUMBER};
	for (size_t at = 0; at < length; kind++) {
		if (!is_usual(kind, &c, &breaks[at])) {
			breaks[at] = break_before(kind, &c);
			step(&c, kind);
		}
		for (at++; at < length && unicode_is_inside(text[at]); at++)
			;
		/* between letters no break is allowed, and the rules learn nothing from them */
		for (; kind[0] == AL && kind[1] == AL && (unsigned char)text[at] < 0x80; at++)
			kind++;
	}
	breaks[length] = length ? SEGMENT_MUST : SEGMENT_NONE;
	return true;
}
