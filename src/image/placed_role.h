/* placed_role: what an object of a PDF is for the object that refers to it. */
#ifndef PLATEN_PLACED_ROLE_H
#define PLATEN_PLACED_ROLE_H

typedef enum placed_role {
	ANY,
	RESOURCES,
	LENT,  /* the page's resources, for a form that has none of its own */
	FONTS, /* a dictionary of them, by name; so are all plurals */
	FONT,
	DESCRIPTOR,
	GLYPHS,
	GLYPH,
	XOBJECTS,
	XOBJECT,
	GROUP,
	STATES,
	STATE,
	SOFT_MASK,
	SPACES,
	SPACE,
	PATTERNS,
	PATTERN,
	SHADINGS,
	SHADING,
	LEFT_OUT
} placed_role;

/* The role of an entry in a dictionary that has a role itself. */
placed_role placed_role_of(placed_role in, const char *key);

#endif
