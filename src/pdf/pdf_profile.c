/* pdf_profile: the ICC profiles of output conditions. The CMYK profile is lent by the machine
 * (Debian's scribus-data has FOGRA39's) and goes into the file uncompressed: compressing it takes
 * as long as setting and writing the report, and saves only a quarter (11 ms for 781 of 1,053 KB at
 * libdeflate's level 6; 4 ms for 808 KB without the tables that hardly shrink). */
#include "pdf/pdf_profile.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/report.h"
#include "pdf/pdf_deflate.h"

#include <lcms2.h>
#include <string.h>

enum { PROFILE_MOST = 64 << 20, HEADER = 128, BEGINNING = 16 << 10 };

struct pdf_profile {
	arena *arena;
	file_view file;
	const char *fault, *description;
	pdf_bytes bytes; /* the file's */
};

static const char *read_fault(arena *a, const char *path, file_status status)
{
	static const char packaged[] = "/usr/share/scribus/";

	if (status == FILE_HUGE)
		return arena_print(a,
				   "the output profile %s is larger than any profile; name an ICC "
				   "file in the style sheet",
				   path);
	if (status == FILE_ABSENT && strncmp(path, packaged, sizeof packaged - 1) == 0)
		return arena_print(a,
				   "the output profile %s is not there; install Debian's package "
				   "scribus-data, "
				   "or name another CMYK profile in the style sheet",
				   path);
	if (status == FILE_ABSENT)
		return arena_print(a,
				   "the output profile %s is not there; check its name and folder, "
				   "or take out `profile` for that of FOGRA39",
				   path);
	return arena_print(a,
			   "the output profile %s can't be read; make it readable, or name another "
			   "in the style sheet",
			   path);
}

static uint32_t number_at(const char *data)
{
	const unsigned char *at = (const unsigned char *)data;
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* What is wrong with a destination profile by ISO 15930-7, which requires a CMYK profile of an
 * output device; or NULL. */
static const char *check(arena *a, const char *path, const char *data, size_t size)
{
	const unsigned char *head = (const unsigned char *)data;
	if (size < HEADER + 4 || memcmp(data + 36, "acsp", 4))
		return arena_print(
			a,
			"the output profile %s is no ICC profile; name another in the style sheet",
			path);
	const uint32_t said = number_at(data);
	if (said != size)
		return arena_print(a,
				   "the output profile %s is damaged (%zu bytes, its header says "
				   "%u); get it again",
				   path, size, said);
	if (memcmp(data + 12, "prtr", 4) || memcmp(data + 16, "CMYK", 4) || head[8] > 4)
		return arena_print(a,
				   "the output profile %s is not for CMYK printing; name a CMYK "
				   "output profile of ICC version 2 or 4",
				   path);
	return NULL;
}

/* A tag's data, from its table (ICC.1, 7.3); NULL: it has none, or they are not inside the file. */
static const char *tag_of(const char *data, size_t size, const char *name, size_t *length)
{
	const size_t count = number_at(data + HEADER), most = (size - HEADER - 4) / 12;
	for (size_t i = 0; i < count && i < most; i++) {
		const char *entry = data + HEADER + 4 + i * 12;
		const size_t at = number_at(entry + 4);
		*length = number_at(entry + 8);
		if (memcmp(entry, name, 4) == 0)
			return at <= size && *length <= size - at ? data + at : NULL;
	}
	return NULL;
}

/* Is a tag a table between CMYK and three components? */
static bool is_table(const char *data, size_t size, const char *name)
{
	static const char kinds[][5] = {"mft1", "mft2", "mAB ", "mBA "};
	const bool to_press = name[0] == 'B';
	size_t length;
	const char *tag = tag_of(data, size, name, &length);
	bool known = false;
	for (size_t i = 0; tag && length >= 32 && i < sizeof kinds / sizeof *kinds; i++)
		known |= memcmp(tag, kinds[i], 4) == 0;
	return known && tag[8] == (to_press ? 3 : 4) && tag[9] == (to_press ? 4 : 3);
}

/* The tables that say how colours are printed must be complete, or all colours would be wrong. */
static const char *check_tables(arena *a, const char *path, const char *data, size_t size)
{
	static const char *const tables[] = {"A2B1", "B2A1"}, *const others[] = {"A2B0", "B2A0"};
	size_t length;
	for (size_t i = 0; i < 2; i++) {
		/* those of the other intents do where there are none of their own */
		const char *name = tag_of(data, size, tables[i], &length) ? tables[i] : others[i];
		if (!is_table(data, size, name))
			return arena_print(a,
					   "the output profile %s is damaged: its table %s is not "
					   "there, or not whole; get it again",
					   path, tables[i]);
	}
	return NULL;
}

/* A profile's name, from the first `shown` bytes. False: lcms2 cannot read them, or finds no name
 * there. */
static bool name_of(const char *data, size_t shown, char *name, size_t room, bool *readable)
{
	cmsHPROFILE profile = cmsOpenProfileFromMem(data, (cmsUInt32Number)shown);
	*readable = profile;
	if (!profile)
		return false;
	bool named = cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", name,
					    (cmsUInt32Number)room) > 0;
	cmsCloseProfile(profile);
	return named;
}

/* lcms2 copies its input, so it first gets only the beginning: tables come after names. NULL: it is
 * not a profile. */
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

/* What the publication names is read below the publication's folder; a profile of the system's is
 * large and is only mapped. */
static file_status open_file(pdf_profile *p, const char *path, const char *root)
{
	return root ? file_read_within(p->arena, root, path, PROFILE_MOST, &p->file.data,
				       &p->file.length)
		    : file_view_open(p->arena, path, PROFILE_MOST, &p->file);
}

pdf_profile *pdf_profile_open(const char *path, const char *root)
{
	arena *a = arena_new();
	pdf_profile *p = ARENA_NEW(a, pdf_profile);
	file_status status;

	p->arena = a;
	status = open_file(p, path, root);
	p->fault = status != FILE_OK ? read_fault(a, path, status)
				     : check(a, path, p->file.data, p->file.length);
	if (!p->fault)
		p->fault = check_tables(a, path, p->file.data, p->file.length);
	if (!p->fault && !(p->description = describe(a, p->file.data, p->file.length)))
		p->fault = arena_print(a, "the output profile %s is damaged; get it again", path);
	p->bytes = (pdf_bytes){
		.data = p->file.data, .length = p->file.length, .plain = p->file.length};
	return p;
}

const char *pdf_profile_fault(const pdf_profile *p)
{
	return p->fault;
}

const pdf_bytes *pdf_profile_bytes(const pdf_profile *p)
{
	return &p->bytes;
}

const char *pdf_profile_description(const pdf_profile *p)
{
	return p->description;
}

void pdf_profile_free(pdf_profile *p)
{
	if (!p)
		return;
	file_view_close(&p->file);
	arena_free(p->arena);
}

/* lcms2 puts the time into the header, and PDF 1.7 knows ICC only up to version 4.2: both fields
 * are overwritten. */
pdf_bytes pdf_profile_srgb(arena *a)
{
	static const unsigned char no_date[12] = {0};
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
	memcpy(data + 24, no_date, sizeof no_date);
	return pdf_deflate(a, data, size, PDF_DEFLATE_LEVEL);
}
