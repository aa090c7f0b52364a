/* rules_file: tests of the file as a whole: its head, its metadata and what its catalog says. */
#include "preflight/rules_private.h"

#include <string.h>

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static const char *info_text(preflight *p, const char *key)
{
	return object_text(p->objects, preflight_get(p, p->info, key));
}

void rules_file_version(preflight *p)
{
	const char *catalog = object_name(preflight_get(p, p->catalog, "Version")),
		   *version = reader_version(p->reader);

	if (catalog && strcmp(catalog, version) > 0)
		version = catalog;
	if (strncmp(version, "1.", 2) != 0 || strcmp(version, "1.7") > 0)
		preflight_found(p, version, NULL);
}

void rules_file_binary(preflight *p)
{
	reader_bytes file = reader_file(p->reader);
	size_t most = file.length < 64 ? file.length : 64;
	size_t length = 0;
	int high = 0;

	while (length < most && file.data[length] != '\n' && file.data[length] != '\r')
		length++;
	const char *end = length < most ? file.data + length : NULL;
	if (end && end[0] == '\r' && end[1] == '\n')
		end++;
	if (end && end + 5 < file.data + file.length && end[1] == '%')
		for (int i = 2; i < 6; i++)
			high += (unsigned char)end[i] > 127;
	if (high < 4)
		preflight_found(p, NULL, NULL);
}

void rules_file_id(preflight *p)
{
	const object *id = preflight_get(p, p->trailer, "ID");

	if (object_item(p->objects, id, 0)->kind != OBJECT_STRING ||
	    object_item(p->objects, id, 1)->kind != OBJECT_STRING || id->count != 2)
		preflight_found(p, NULL, NULL);
}

void rules_file_metadata(preflight *p)
{
	if (!p->xmp.sound || !object_is_name(preflight_get(p, p->metadata, "Type"), "Metadata") ||
	    !object_is_name(preflight_get(p, p->metadata, "Subtype"), "XML"))
		preflight_found(p, NULL, NULL);
}

void rules_file_claim(preflight *p)
{
	const char *said = xmp_get(&p->xmp, XMP_PDFX_URI " GTS_PDFXVersion");

	if (!is(said, "PDF/X-4"))
		preflight_found(p, said ? said : "no PDF/X", NULL);
}

void rules_file_title(preflight *p)
{
	if (!xmp_get(&p->xmp, XMP_DC_URI " title"))
		preflight_found(p, NULL, NULL);
}

void rules_file_title_differs(preflight *p)
{
	const char *xmp = xmp_get(&p->xmp, XMP_DC_URI " title"), *info = info_text(p, "Title");

	if (xmp && info && *info && !is(xmp, info))
		preflight_found_at(p, NULL, "'%.80s' in Info and '%.80s' in the XMP", info, xmp);
}

/* --- dates ---------------------------------------------------------------------------------- */

static const struct {
	const char *xmp, *info;
} dates[] = {{"CreateDate", "CreationDate"}, {"ModifyDate", "ModDate"}, {"MetadataDate", NULL}};
enum { DATES = 3 };

static const char *xmp_date(preflight *p, int i)
{
	return xmp_get(&p->xmp, arena_print(p->scratch, XMP_BASIC_URI " %s", dates[i].xmp));
}

static bool is_date(const char *text)
{
	static const char shape[] = "0000-00-00T00:00:00";
	size_t i = 0;

	for (; text && shape[i]; i++)
		if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
			return false;
	return text && (text[i] == 'Z' || text[i] == '+' || text[i] == '-' || text[i] == '.');
}

void rules_file_dates(preflight *p)
{
	for (int i = 0; i < DATES; i++)
		if (!is_date(xmp_date(p, i)))
			preflight_found_at(p, NULL, "xmp:%s", dates[i].xmp);
}

/* Seconds since some day, or -1: "2024-02-29T12:00:00+01:00" and "D:20240229120000+01'00'" are the
 * same shape once all but digits and the zone's sign are taken out. */
static int64_t seconds_of(const char *text)
{
	int64_t v[8] = {0}, sign = 1;
	static const int digits[] = {4, 2, 2, 2, 2, 2, 2, 2};
	int field = 0, have = 0;

	for (; *text && field < 8; text++) {
		if (*text == '.' && field == 6 && have == 0)
			while (text[1] >= '0' && text[1] <= '9')
				text++;
		if (field >= 6 && *text == '-')
			sign = -1;
		if (*text < '0' || *text > '9')
			continue;
		v[field] = v[field] * 10 + (*text - '0');
		if (++have == digits[field])
			have = 0, field++;
	}
	if (field < 6)
		return -1;
	int64_t month = v[1] > 2 ? v[1] - 3 : v[1] + 9, year = v[0] - (v[1] <= 2);
	int64_t day =
		365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + v[2];
	return day * 86400 + v[3] * 3600 + v[4] * 60 + v[5] - sign * (v[6] * 3600 + v[7] * 60);
}

void rules_file_dates_differ(preflight *p)
{
	for (int i = 0; i < DATES; i++) {
		const char *xmp = xmp_date(p, i),
			   *info = dates[i].info ? info_text(p, dates[i].info) : NULL;
		if (xmp && info && seconds_of(xmp) != seconds_of(info))
			preflight_found_at(p, NULL, "%s in Info and xmp:%s", dates[i].info,
					   dates[i].xmp);
	}
}

void rules_file_identity(preflight *p)
{
	static const char *const names[] = {"DocumentID", "VersionID", "RenditionClass"};

	for (int i = 0; i < 3; i++)
		if (!xmp_get(&p->xmp, arena_print(p->scratch, XMP_MM_URI " %s", names[i])))
			preflight_found(p, names[i], NULL);
}

/* --- trapping ------------------------------------------------------------------------------- */

static const char *info_trapped(preflight *p)
{
	return object_name(preflight_get(p, p->info, "Trapped"));
}

static const char *xmp_trapped(preflight *p)
{
	return xmp_get(&p->xmp, XMP_PDF_URI " Trapped");
}

void rules_file_trapped(preflight *p)
{
	const char *said = info_trapped(p) ? info_trapped(p) : xmp_trapped(p);

	if (!is(said, "True") && !is(said, "False"))
		preflight_found(p, said ? said : "not said", NULL);
}

void rules_file_trapped_differs(preflight *p)
{
	const char *info = info_trapped(p), *xmp = xmp_trapped(p);

	if (info && xmp && !is(info, xmp))
		preflight_found_at(p, NULL, "%s in Info and %s in the XMP", info, xmp);
}

/* --- the catalog ---------------------------------------------------------------------------- */

void rules_file_xfa(preflight *p)
{
	if (object_has(preflight_get(p, p->catalog, "AcroForm"), "XFA"))
		preflight_found(p, NULL, NULL);
}

void rules_file_open_action(preflight *p)
{
	if (object_is_dict(preflight_get(p, p->catalog, "OpenAction")))
		preflight_found(p, NULL, NULL);
}

void rules_file_javascript(preflight *p)
{
	if (object_has(preflight_get(p, p->catalog, "Names"), "JavaScript"))
		preflight_found(p, NULL, NULL);
}

void rules_file_presentations(preflight *p)
{
	if (object_has(preflight_get(p, p->catalog, "Names"), "AlternatePresentations"))
		preflight_found(p, NULL, NULL);
}

void rules_file_layers_default(preflight *p)
{
	const object *layers = preflight_get(p, p->catalog, "OCProperties");

	if (object_is_dict(layers) && !object_is_dict(preflight_get(p, layers, "D")))
		preflight_found(p, NULL, NULL);
}

void rules_file_layers_automatic(preflight *p)
{
	const object *layers = preflight_get(p, p->catalog, "OCProperties"),
		     *others = preflight_get(p, layers, "Configs");

	if (object_has(preflight_get(p, layers, "D"), "AS"))
		preflight_found(p, NULL, NULL);
	for (size_t i = 0; others->kind == OBJECT_ARRAY && i < others->count; i++)
		if (object_has(object_item(p->objects, others, i), "AS"))
			preflight_found(p, NULL, NULL);
}

void rules_file_viewer(preflight *p)
{
	static const char *const keys[] = {"ViewArea", "ViewClip", "PrintArea", "PrintClip"};
	const object *preferences = preflight_get(p, p->catalog, "ViewerPreferences");

	for (int i = 0; i < 4; i++) {
		const char *area = object_name(preflight_get(p, preferences, keys[i]));
		if (area && !is(area, "MediaBox") && !is(area, "BleedBox"))
			preflight_found_at(p, NULL, "%s of the viewer's preferences is %s", keys[i],
					   area);
	}
}

void rules_file_layers(preflight *p)
{
	if (object_has(p->catalog, "OCProperties"))
		preflight_found(p, NULL, NULL);
}

void rules_file_attachments(preflight *p)
{
	if (object_has(preflight_get(p, p->catalog, "Names"), "EmbeddedFiles"))
		preflight_found(p, NULL, NULL);
}

void rules_file_fields(preflight *p)
{
	const object *fields = preflight_get(p, preflight_get(p, p->catalog, "AcroForm"), "Fields");

	if (fields->kind == OBJECT_ARRAY && fields->count)
		preflight_found(p, NULL, NULL);
}

/* --- the output intent ---------------------------------------------------------------------- */

static size_t count_intents(preflight *p)
{
	const object *intents = preflight_get(p, p->catalog, "OutputIntents");
	size_t count = 0;

	for (size_t i = 0; intents->kind == OBJECT_ARRAY && i < intents->count; i++)
		count += object_is_name(preflight_get(p, object_item(p->objects, intents, i), "S"),
					"GTS_PDFX");
	return count;
}

static bool has_intent(preflight *p)
{
	return object_is_name(preflight_get(p, p->intent, "S"), "GTS_PDFX");
}

void rules_file_intent(preflight *p)
{
	if (count_intents(p) == 0)
		preflight_found(p, NULL, NULL);
}

void rules_file_intents(preflight *p)
{
	size_t count = count_intents(p);

	if (count > 1)
		preflight_found_at(p, NULL, "%zu", count);
}

static const char *condition(preflight *p)
{
	return object_text(p->objects, preflight_get(p, p->intent, "OutputConditionIdentifier"));
}

void rules_file_condition(preflight *p)
{
	if (has_intent(p) && (!condition(p) || !*condition(p)))
		preflight_found(p, NULL, NULL);
}

void rules_file_registry(preflight *p)
{
	static const char *const families[] = {"FOGRA", "CGATS", "IFRA", "JC"};
	const char *said = condition(p),
		   *registry = object_text(p->objects, preflight_get(p, p->intent, "RegistryName"));

	for (int i = 0; has_intent(p) && said && i < 4; i++)
		if (strncmp(said, families[i], strlen(families[i])) == 0 &&
		    !is(registry, "http://www.color.org"))
			preflight_found(p, said, NULL);
}

void rules_file_profile(preflight *p)
{
	if (has_intent(p) && !p->output)
		preflight_found(p, NULL, NULL);
}

void rules_file_profile_bad(preflight *p)
{
	const space_profile *o = p->output;

	if (!has_intent(p) || !o)
		return;
	if (!o->sound)
		preflight_found(p, "is damaged", NULL);
	else if (strcmp(o->kind, "prtr") != 0)
		preflight_found_at(p, NULL, "is of class '%s', not of an output device", o->kind);
	else if (o->major > 4)
		preflight_found_at(p, NULL, "is of ICC version %d", o->major);
	else if (space_channels(o->channels) != o->declared)
		preflight_found_at(p, NULL, "has N %d for '%s'", o->declared, o->channels);
}

void rules_file_profiles_differ(preflight *p)
{
	const object *intents = preflight_get(p, p->catalog, "OutputIntents");
	const space_profile *first = NULL;

	for (size_t i = 0; intents->kind == OBJECT_ARRAY && i < intents->count; i++) {
		const object *stream =
			preflight_get(p, object_item(p->objects, intents, i), "DestOutputProfile");
		if (stream->kind != OBJECT_STREAM)
			continue;
		const space_profile *own = space_profile_of(p->spaces, stream);
		first = first ? first : own;
		if (own->stream != first->stream) {
			preflight_found(p, NULL, NULL);
			return;
		}
	}
}
