/* foreign_look: go through the whole document for foreign syntax. */
#include "markdown/foreign.h"

void foreign_look(manuscript *m)
{
	const node *root = m->document->root;
	for (const node *n = root; n; n = node_after(n, root, false)) {
		if (n->kind == NODE_TEXT)
			foreign_look_at_text(m, n);
		else
			foreign_look_at_block(m, n);
	}
}
