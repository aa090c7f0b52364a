/* rules: the table itself, made of the list of rules_private.h. */
#include "preflight/rules.h"

#include "preflight/rules_private.h"

const preflight_rule rules_table[] = {
#define ROW(test, name, profiles, level, clause, about, message)                                   \
	{name, profiles, REPORT_##level, clause, ABOUT_##about, rules_##test, message},
	RULES_LIST(ROW)
#undef ROW
};

const size_t rules_count = sizeof rules_table / sizeof *rules_table;
