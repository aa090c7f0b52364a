/* pdf_profile: the ICC profiles of output conditions. The CMYK profile is lent by the machine (Debian's scribus-data has
 * FOGRA39's); a thread of its own reads it and compresses it, at libdeflate's level 1 and without its first tables, which shrink
 * by 3 %: that takes 4 ms for 808 KB, where all of it at level 6 takes 11 ms for 781. */
#include "pdf/pdf_profile.h"

#include "ground/arena.h"
#include "ground/file.h"
#include "ground/report.h"
#include "pdf/pdf_deflate.h"

#include <lcms2.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PROFILE_MOST = 64 << 20, HEADER = 128, BEGINNING = 16 << 10, LEVEL = 1 };

struct pdf_profile {
	arena *arena;            /* the thread's own */
	const char *path, *fault, *description;
	pdf_bytes bytes;
	pthread_t thread;
	bool running;
};

static const char *read_fault(arena *a, const char *path, file_status status)
{
	if (status == FILE_HUGE)
		return arena_print(a, "the output profile %s is larger than any profile; name an ICC file in the style sheet", path);
	if (status == FILE_ABSENT)
		return arena_print(a, "the output profile %s is not there; install Debian's package scribus-data, "
				      "or name another CMYK profile in the style sheet", path);
	return arena_print(a, "the output profile %s can't be read; make it readable, or name another in the style sheet", path);
}

/* What ISO 15930-7 asks of a destination profile: an output device's, CMYK. */
static const char *check(arena *a, const char *path, const char *data, size_t size)
{
	const unsigned char *head = (const unsigned char *)data;
	if (size < HEADER + 4 || memcmp(data + 36, "acsp", 4))
		return arena_print(a, "the output profile %s is no ICC profile; name one in the style sheet", path);
	uint32_t said = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | head[3];
	if (said != size)
		return arena_print(a, "the output profile %s is damaged (%zu bytes, its header says %u); get it anew", path, size, said);
	if (memcmp(data + 12, "prtr", 4) || memcmp(data + 16, "CMYK", 4) || head[8] > 4)
		return arena_print(a, "the output profile %s is not for CMYK printing; name a CMYK output profile of ICC version 2 or 4", path);
	return NULL;
}

/* What a profile calls itself, by as much of its beginning as lcms2 is shown. False: lcms2 can't read it, or finds no name there. */
static bool name_of(const char *data, size_t shown, char *name, size_t room, bool *readable)
{
	cmsHPROFILE profile = cmsOpenProfileFromMem(data, (cmsUInt32Number)shown);
	*readable = profile;
	if (!profile)
		return false;
	bool named = cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", name, (cmsUInt32Number)room) > 0;
	cmsCloseProfile(profile);
	return named;
}

/* lcms2 copies all that it is given, so it is given the beginning first: tables come behind names. NULL: it is no profile. */
static const char *describe(arena *a, const char *data, size_t size)
{
	char text[256] = "";
	bool readable = false;
	if (!(size > BEGINNING && name_of(data, BEGINNING, text, sizeof text, &readable)))
		name_of(data, size, text, sizeof text, &readable);
	for (char *c = text; *c; c++)
		if (*c < ' ' || *c > '~')
			*c = '?';
	return readable ? arena_print(a, "%s", text) : NULL;
}

static void load(pdf_profile *p)
{
	file_view file;
	file_status status = file_view_open(p->arena, p->path, PROFILE_MOST, &file);
	p->fault = status != FILE_OK ? read_fault(p->arena, p->path, status) : check(p->arena, p->path, file.data, file.length);
	if (!p->fault && !(p->description = describe(p->arena, file.data, file.length)))
		p->fault = arena_print(p->arena, "the output profile %s is damaged; get it anew", p->path);
	if (!p->fault)
		p->bytes = pdf_deflate_tail(p->arena, file.data, file.length, LEVEL);
	file_view_close(&file);
}

static void *load_on_thread(void *context)
{
	load(context);
	return NULL;
}

pdf_profile *pdf_profile_begin(const char *path)
{
	arena *a = arena_new();
	pdf_profile *p = ARENA_NEW(a, pdf_profile);
	p->arena = a;
	p->path = arena_print(a, "%s", path);
	p->running = !pthread_create(&p->thread, NULL, load_on_thread, p);
	if (!p->running)
		load(p);
	return p;
}

static void wait_for(pdf_profile *p)
{
	if (p->running)
		pthread_join(p->thread, NULL);
	p->running = false;
}

const char *pdf_profile_fault(pdf_profile *p)
{
	wait_for(p);
	return p->fault;
}

const pdf_bytes *pdf_profile_bytes(pdf_profile *p)
{
	wait_for(p);
	return &p->bytes;
}

const char *pdf_profile_description(pdf_profile *p)
{
	wait_for(p);
	return p->description;
}

void pdf_profile_free(pdf_profile *p)
{
	if (!p)
		return;
	wait_for(p);
	arena_free(p->arena);
}

/* lcms2 puts the clock into the header of what it makes, and PDF 1.7 knows ICC up to version 4.2. */
pdf_bytes pdf_profile_srgb(arena *a)
{
	static const unsigned char date[12] = { 1980 >> 8, 1980 & 255, 0, 1, 0, 1 };
	cmsHPROFILE profile = cmsCreate_sRGBProfile();
	cmsUInt32Number size = 0;
	if (!profile)
		report_die(1, "out of memory");
	cmsSetProfileVersion(profile, 4.2);
	if (!cmsSaveProfileToMem(profile, NULL, &size) || size < HEADER)
		report_die(1, "lcms2 can't make the sRGB profile");
	char *data = arena_alloc(a, size);
	if (!cmsSaveProfileToMem(profile, data, &size))
		report_die(1, "lcms2 can't make the sRGB profile");
	cmsCloseProfile(profile);
	memcpy(data + 24, date, sizeof date);
	return pdf_deflate(a, data, size, PDF_DEFLATE_LEVEL);
}
