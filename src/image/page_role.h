/* page_role: what an object of a PDF is to the one that leads to it. */
#ifndef PLATEN_PAGE_ROLE_H
#define PLATEN_PAGE_ROLE_H

typedef enum page_role {
	ANY,
	RESOURCES,
	LENT,  /* those of the page, for a form that has none */
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

/* What an entry of a dictionary of a role is. */
page_role page_role_of(page_role in, const char *key);

#endif
