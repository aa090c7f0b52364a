/* quality_report: blemishes become diagnostics where the limits of the style sheet or --werror ask
 * for them. */
#include "quality/quality.h"

bool quality_exceeds(const style *s, const quality *q, quality_measure m)
{
	const quality_limit *limit = &s->limits[m];
	const quality_count *found = &q->counts[m];

	if (!limit->set)
		return false;
	return limit->share ? found->count * 1000 > limit->most * found->of
			    : found->count > limit->most;
}

bool quality_is_asked(const report *r, const style *s)
{
	for (int m = 0; m < QUALITY_MEASURES; m++)
		if (s->limits[m].set || (quality_words[m].code != REPORT_CODES &&
					 report_is_raised(r, quality_words[m].code)))
			return true;
	return false;
}

static void report_limit(report *r, const style *s, const quality *q, quality_measure m)
{
	const quality_limit *limit = &s->limits[m];
	const quality_word *word = &quality_words[m];
	const quality_count *found = &q->counts[m];
	place where = {s->source, 0, 0};
	char share[32], most[32];

	if (!limit->share) {
		report_at(r, REPORT_QUALITY_LIMIT, where,
			  "%s: %lld found, and 'quality' allows %d: %s", word->name,
			  (long long)found->count, limit->most, word->advice);
		return;
	}
	length_print(share, length_scale(found->count * 100, LENGTH_PT, found->of), 2);
	length_print(most, (length)limit->most * LENGTH_PT / 10, 1);
	report_at(r, REPORT_QUALITY_LIMIT, where, "%s: %s%% of %s, and 'quality' allows %s%%: %s",
		  word->name, share, word->per, most, word->advice);
}

void quality_report(report *r, const style *s, const quality *q)
{
	for (size_t i = 0; i < q->blemish_count; i++) {
		const blemish *b = &q->blemishes[i];
		const quality_word *word = &quality_words[b->measure];
		if (!b->told &&
		    (report_is_raised(r, word->code) || quality_exceeds(s, q, b->measure)))
			report_rated(r, word->code, b->where, 0, "%s: %s", b->what, word->advice);
	}
	for (int m = 0; m < QUALITY_MEASURES; m++)
		if (quality_exceeds(s, q, (quality_measure)m))
			report_limit(r, s, q, (quality_measure)m);
}
