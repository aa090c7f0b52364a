/* cover: what publication.yaml's `cover` asks for: the pictures and words of a sheet that goes
 * around the book, and how thick the book is. */
#ifndef PLATEN_COVER_H
#define PLATEN_COVER_H

#include "base/length.h"
#include "document/document.h"

typedef struct cover {
	place place;
	/* a document of its own, with what the publication says of itself: its root has the
	 * pictures that are there (figures), then the divisions `front` and `back` */
	document document;
	/* the figures' NODE_IMAGE, or NULL: around the whole, on the front, on the back */
	const node *around, *front_picture, *back_picture;
	node *front, *back; /* divisions: title, subtitle and authors; the words of the back */
	const node *number; /* the paragraph that says the number of the bars, or NULL */
	/* the spine as the printer says it, or -1: it follows from how thick a leaf is */
	length spine, paper;
	bool reads_up; /* the spine's words run from its foot to its head */
	/* the bar code's digits; "": there is none */
	char isbn[14];
} cover;

#endif
