/* placed_role: the table of roles. placed_form.c says what is left out, and why. */
#include "image/placed_role.h"

#include <stddef.h>
#include <string.h>

/* The role of a key's entry; a row without a key is for all other keys. */
static const struct rule {
	placed_role in;
	const char *key;
	placed_role is;
} rules[] = {
	{RESOURCES, "Font", FONTS},
	{RESOURCES, "XObject", XOBJECTS},
	{RESOURCES, "ExtGState", STATES},
	{RESOURCES, "ColorSpace", SPACES},
	{RESOURCES, "Pattern", PATTERNS},
	{RESOURCES, "Shading", SHADINGS},
	{RESOURCES, NULL, LEFT_OUT},
	{LENT, "Font", FONTS},
	{LENT, "ExtGState", STATES},
	{LENT, "ColorSpace", SPACES},
	{LENT, "Pattern", PATTERNS},
	{LENT, "Shading", SHADINGS},
	{LENT, NULL, LEFT_OUT}, /* no forms: the form itself would be among them */
	{FONTS, NULL, FONT},
	{FONT, "Resources", RESOURCES},
	{FONT, "CharProcs", GLYPHS},
	{FONT, "DescendantFonts", FONT},
	{FONT, "FontDescriptor", DESCRIPTOR},
	{FONT, "Name", LEFT_OUT},
	{DESCRIPTOR, "CharSet", LEFT_OUT},
	{DESCRIPTOR, "CIDSet", LEFT_OUT},
	{GLYPHS, NULL, GLYPH},
	{GLYPH, "Resources", RESOURCES},
	{XOBJECTS, NULL, XOBJECT},
	{XOBJECT, "Resources", RESOURCES},
	{XOBJECT, "Group", GROUP},
	{XOBJECT, "ColorSpace", SPACE},
	{XOBJECT, "SMask", XOBJECT},
	{XOBJECT, "Mask", XOBJECT},
	{XOBJECT, "Alternates", LEFT_OUT},
	{XOBJECT, "Interpolate", LEFT_OUT},
	{XOBJECT, "OPI", LEFT_OUT},
	{XOBJECT, "OC", LEFT_OUT},
	{XOBJECT, "Ref", LEFT_OUT},
	{XOBJECT, "Name", LEFT_OUT},
	{XOBJECT, "ID", LEFT_OUT},
	{XOBJECT, "PS", LEFT_OUT},
	{XOBJECT, "Subtype2", LEFT_OUT},
	{XOBJECT, "AF", LEFT_OUT},
	{XOBJECT, "Measure", LEFT_OUT},
	{XOBJECT, "PtData", LEFT_OUT},
	{XOBJECT, "StructParent", LEFT_OUT},
	{XOBJECT, "StructParents", LEFT_OUT},
	{XOBJECT, "PieceInfo", LEFT_OUT},
	{XOBJECT, "LastModified", LEFT_OUT},
	{GROUP, "CS", SPACE},
	{STATES, NULL, STATE},
	{STATE, "TR", LEFT_OUT},
	{STATE, "TR2", LEFT_OUT},
	{STATE, "HT", LEFT_OUT},
	{STATE, "HTP", LEFT_OUT},
	{STATE, "HTO", LEFT_OUT},
	{STATE, "Font", FONT},
	{STATE, "SMask", SOFT_MASK},
	{SOFT_MASK, "G", XOBJECT},
	{SPACES, NULL, SPACE},
	{SPACE, "Alternate", LEFT_OUT},
	{SPACE, NULL, SPACE},
	{PATTERNS, NULL, PATTERN},
	{PATTERN, "Resources", RESOURCES},
	{PATTERN, "Shading", SHADING},
	{PATTERN, "ExtGState", STATE},
	{SHADINGS, NULL, SHADING},
	{SHADING, "ColorSpace", SPACE},
	{ANY, "Metadata", LEFT_OUT},
	{ANY, NULL, ANY},
};

placed_role placed_role_of(placed_role in, const char *key)
{
	size_t n = 0;
	if (strcmp(key, "Metadata") == 0 && in != FONTS && in != XOBJECTS && in != GLYPHS)
		return LEFT_OUT;
	while (rules[n].in != in || (rules[n].key && strcmp(rules[n].key, key) != 0))
		if (rules[++n].in == ANY)
			return ANY;
	return rules[n].is;
}
