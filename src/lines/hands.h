/* hands: more setters beside the first, one a worker of a crew, for work that falls into parts
 * which do not ask of each other. A hand sets what needs nothing new: where a word asks for a face,
 * a character or a language that the first setter has not met, it gives up, and the first setter
 * does that part again, alone. So messages come from the first setter only, in the order of the
 * text, and neither they nor what is set depend on how many hands there are or on which is the
 * faster. */
#ifndef PLATEN_HANDS_H
#define PLATEN_HANDS_H

#include "lines/setter.h"

typedef struct crew crew;
typedef struct hands hands;

/* Make hands beside a setter, one a worker of the crew, which is lent, when they are first needed.
 * They live as long as what they set: free them behind all else, but before the setter's shaper.
 * NULL is freed, too. */
hands *hands_new(arena *a, setter *first, crew *c);
void hands_free(hands *h);

/* Do a part, with a setter whose arena is its own. Returns nothing: what it finds it leaves in its
 * context, and in *gave_up. */
typedef void hands_work(const setter *hand, const bool *gave_up, size_t part, void *context);

/* Do all parts, in their order as far as hands are free. While they work, nothing of the first
 * setter may change. */
void hands_do(hands *h, size_t parts, hands_work *work, void *context);

#endif
