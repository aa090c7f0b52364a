/* shape_features: OpenType features as style sheets write them, separated by commas. Anything else
 * is passed over: the style's reader has already refused it. */
#include "type/shape_features.h"

#include <string.h>

unsigned shape_features_read(const char *text, hb_feature_t *into, unsigned room)
{
	unsigned count = 0;
	while (*text) {
		size_t size = strcspn(text, ",");
		if (count < room && hb_feature_from_string(text, (int)size, &into[count]))
			count++;
		text += size + (text[size] == ',');
	}
	return count;
}
