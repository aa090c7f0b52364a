/* preflight: the order in which a file is looked at. The file as a whole, then page by page what it
 * is, what it paints and which objects it has, then what only the whole shows. */
#include "preflight/preflight_private.h"

enum { XMP_MOST = 4 << 20, PAGES_MOST = 100000, ANNOTATIONS_MOST = 100000 };

static void choose_rules(preflight *p)
{
	for (size_t i = 0; i < rules_count; i++) {
		const preflight_rule *rule = &rules_table[i];
		if (rule->profiles & p->demands->profiles)
			p->active[rule->about][p->active_count[rule->about]++] = rule;
	}
}

/* The output intent of PDF/X, else the first. */
static const object *find_intent(preflight *p)
{
	const object *list = preflight_get(p, p->catalog, "OutputIntents"),
		     *found = object_item(p->objects, list, 0);

	for (size_t i = 0; list->kind == OBJECT_ARRAY && i < list->count; i++) {
		const object *intent = object_item(p->objects, list, i);
		if (object_is_name(preflight_get(p, intent, "S"), "GTS_PDFX"))
			return intent;
	}
	return found;
}

static void read_whole(preflight *p)
{
	reader_bytes packet;

	p->page_count = reader_pages(p->reader);
	if (p->page_count > PAGES_MOST)
		p->page_count = PAGES_MOST;
	p->pages = ARENA_ARRAY(p->arena, p->page_count + 1, preflight_page);
	p->catalog = object_catalog(p->objects);
	p->trailer = object_trailer(p->objects);
	p->info = preflight_get(p, p->trailer, "Info");
	p->metadata = preflight_get(p, p->catalog, "Metadata");
	if (object_data(p->objects, p->arena, p->metadata, XMP_MOST, &packet) == READER_OK)
		p->xmp = xmp_read(p->arena, packet);
	p->intent = find_intent(p);
	const object *profile = preflight_get(p, p->intent, "DestOutputProfile");
	if (profile->kind == OBJECT_STREAM)
		p->output = space_profile_of(p->spaces, profile);
	space_list_print(p->spaces, p->output);
}

/* --- pages ---------------------------------------------------------------------------------- */

static bool read_box(preflight *p, const char *key, content_box *box)
{
	const object *o = preflight_get(p, p->page_object, key);

	if (o->kind != OBJECT_ARRAY || o->count != 4)
		return false;
	*box = content_box_of(p->objects, o);
	return true;
}

static void read_boxes(preflight *p)
{
	preflight_boxes *b = &p->boxes;

	*b = (preflight_boxes){.media = {0, 0, 612, 792}};
	b->has_media = read_box(p, "MediaBox", &b->media);
	b->crop = b->media;
	b->has_crop = read_box(p, "CropBox", &b->crop);
	b->has_art = read_box(p, "ArtBox", &b->art);
	b->trim = b->has_art ? b->art : b->crop;
	b->has_trim = read_box(p, "TrimBox", &b->trim);
	b->bleed = b->trim;
	b->has_bleed = read_box(p, "BleedBox", &b->bleed);
}

static void read_page(preflight *p, preflight_page *page)
{
	int turn = (int)object_number(preflight_get(p, p->page_object, "Rotate"), 0) % 360;
	double unit = object_number(preflight_get(p, p->page_object, "UserUnit"), 1);

	read_boxes(p);
	*page = (preflight_page){.box = p->boxes.trim,
				 .rotation = turn < 0 ? turn + 360 : turn,
				 .unit = unit > 0 ? unit : 1,
				 .object = p->page_object->id};
}

static void test_annotations(preflight *p)
{
	const object *list = preflight_get(p, p->page_object, "Annots");

	for (size_t i = 0; list->kind == OBJECT_ARRAY && i < list->count && i < ANNOTATIONS_MOST;
	     i++) {
		p->object = object_item(p->objects, list, i);
		p->holder = p->object->id ? p->object->id : p->page_object->id;
		if (object_is_dict(p->object))
			preflight_test(p, ABOUT_ANNOTATION);
	}
}

static void about_page(preflight *p, rules_about about)
{
	p->object = p->page_object;
	p->holder = p->page_object->id;
	preflight_test(p, about);
}

static void test_page(preflight *p)
{
	p->page_object = object_page(p->objects, p->page - 1);
	p->resources = preflight_get(p, p->page_object, "Resources");
	read_page(p, &p->pages[p->page - 1]);
	preflight_gather_page(p);
	about_page(p, ABOUT_PAGE);
	test_annotations(p);
	content_page(p->content, p->page_object, p->boxes.media);
	about_page(p, ABOUT_PAGE_END);
	preflight_listen_objects(p, p->page_object);
	arena_reset(p->scratch);
}

static void about_file(preflight *p, rules_about about)
{
	p->page = 0;
	p->page_object = &object_null;
	p->object = p->catalog;
	p->holder = 0;
	preflight_test(p, about);
}

/* --- all ------------------------------------------------------------------------------------ */

/* Stable, by page: qsort need not be. */
static void sort_by_page(preflight *p)
{
	preflight_finding *sorted = ARENA_ARRAY(p->arena, p->finding_count + 1, preflight_finding);
	size_t *first = ARENA_ARRAY(p->arena, p->page_count + 2, size_t);

	for (size_t i = 0; i < p->finding_count; i++)
		first[p->findings[i].page + 1]++;
	for (size_t page = 1; page <= p->page_count + 1; page++)
		first[page] += first[page - 1];
	for (size_t i = 0; i < p->finding_count; i++)
		sorted[first[p->findings[i].page]++] = p->findings[i];
	p->findings = sorted;
}

static const preflight_result *result_of(preflight *p, const source *s)
{
	preflight_result *result = ARENA_NEW(p->arena, preflight_result);

	sort_by_page(p);
	*result = (preflight_result){.source = s,
				     .findings = p->findings,
				     .count = p->finding_count,
				     .pages = p->pages,
				     .page_count = p->page_count,
				     .profiles = p->demands->profiles,
				     .damage = reader_damage(p->reader)};
	for (size_t i = 0; i < p->finding_count; i++) {
		result->errors += p->findings[i].rule->level == REPORT_ERROR;
		result->warnings += p->findings[i].rule->level == REPORT_WARNING;
	}
	return result;
}

const preflight_result *preflight_file(arena *a, report *r, const source *s,
				       const preflight_demands *demands)
{
	preflight *p = ARENA_NEW(a, preflight);

	*p = (preflight){.arena = a, .demands = demands, .met = hash_new(a, 64)};
	p->reader = reader_open(a, r, s->name, (place){s, 0, 0});
	if (!p->reader)
		return NULL;
	p->scratch = arena_new();
	p->seen = hash_new(a, 256);
	p->gathered.pictures = hash_new(a, 16);
	p->gathered.gradients = hash_new(a, 16);
	p->objects = object_list_new(a, p->reader);
	p->spaces = space_list_new(a, p->objects);
	p->content = preflight_listen_begin(p);
	choose_rules(p);
	read_whole(p);
	about_file(p, ABOUT_FILE);
	for (p->page = 1; p->page <= p->page_count; p->page++)
		test_page(p);
	preflight_tags_walk(p);
	about_file(p, ABOUT_END);
	preflight_listen_objects(p, p->catalog);
	content_free(p->content);
	space_list_free(p->spaces);
	arena_free(p->scratch);
	const preflight_result *result = result_of(p, s);
	reader_close(p->reader);
	return result;
}
