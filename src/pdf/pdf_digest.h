/* pdf_digest: MD5 (RFC 1321), which PDF requires for the check sums of attachments and recommends
 * for /ID. It distinguishes contents; it is not used for security. */
#ifndef PLATEN_PDF_DIGEST_H
#define PLATEN_PDF_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { PDF_DIGEST_SIZE = 16 };

typedef struct pdf_digest {
	uint32_t state[4];
	uint64_t length;
	unsigned char block[64];
} pdf_digest;

void pdf_digest_begin(pdf_digest *d);
void pdf_digest_add(pdf_digest *d, const void *bytes, size_t size);
void pdf_digest_end(pdf_digest *d, unsigned char result[PDF_DIGEST_SIZE]);

#endif
