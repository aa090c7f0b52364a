/* digest: letters that tell one state of a publication from another, for the slug line. The digest
 * of a PDF can't be in that PDF, so it is of what the PDF was made from: texts, style sheets,
 * pictures. It is MD5, which PDF has for the sums of attachments: it distinguishes states and
 * protects nothing. */
#include "app/digest.h"

#include "base/arena.h"
#include "pdf/pdf_digest.h"

enum { LETTERS = 8 };

/* The length first, so that no byte can go from one file to the next unseen. */
static void add(pdf_digest *d, const void *data, size_t length)
{
	unsigned char size[8];

	for (int i = 0; i < 8; i++)
		size[i] = (unsigned char)((uint64_t)length >> (8 * i));
	pdf_digest_add(d, size, sizeof size);
	pdf_digest_add(d, data, length);
}

static void add_source(pdf_digest *d, const source *s)
{
	if (s->text)
		add(d, s->text, s->length);
}

/* Each once. */
static void add_images(pdf_digest *d, const setter *s)
{
	bool *seen = NULL;
	size_t count = 0, capacity = 0;

	for (const node *n = NULL; (n = document_next_image(s->document, n));) {
		const image *i =
			image_load(s->images, n->as.image.path, n->as.image.page, n->place);
		while (i && count <= i->index)
			*ARENA_APPEND(s->arena, seen, count, capacity) = false;
		if (i && !seen[i->index])
			add(d, i->data, i->length);
		if (i)
			seen[i->index] = true;
	}
}

const char *digest_of_sources(const setter *s)
{
	unsigned char sum[PDF_DIGEST_SIZE];
	char text[2 * PDF_DIGEST_SIZE + 1];
	pdf_digest d;

	pdf_digest_begin(&d);
	for (const source *const *at = s->document->sources; *at; at++)
		add_source(&d, *at);
	for (size_t i = 0; i < s->style->file_count; i++)
		add_source(&d, s->style->files[i].source);
	add_images(&d, s);
	pdf_digest_end(&d, sum);
	for (int i = 0; i < LETTERS; i++)
		text[i] = "0123456789ABCDEF"[sum[i / 2] >> (i % 2 ? 0 : 4) & 15];
	return arena_copy(s->arena, text, LETTERS);
}
