/* page_role: what an object of a PDF is for the object that refers to it. */
#ifndef PLATEN_PAGE_ROLE_H
#define PLATEN_PAGE_ROLE_H

typedef enum page_role {
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
} page_role;

/* The role of an entry in a dictionary that has a role itself. */
page_role page_role_of(page_role in, const char *key);

#endif
