/* emoji: the names that chats and code hosts have for emoji, ":smile:", become the characters, as
 * on GitHub. The table has what writers use; a code that it lacks stays as it is, and is warned of
 * (foreign_text.c). */
#include "markdown/foreign.h"

#include <stdlib.h>

#include <glib.h>

enum { NAME_MOST = 40 };

/* Sorted by names. */
static const struct emoji {
	const char *name, *text;
} table[] = {
	{"+1", "👍"},
	{"-1", "👎"},
	{"100", "💯"},
	{"alarm_clock", "⏰"},
	{"alien", "👽"},
	{"ambulance", "🚑"},
	{"anchor", "⚓"},
	{"angel", "👼"},
	{"angry", "😠"},
	{"apple", "🍎"},
	{"arrow_down", "⬇"},
	{"arrow_left", "⬅"},
	{"arrow_right", "➡"},
	{"arrow_up", "⬆"},
	{"art", "🎨"},
	{"balloon", "🎈"},
	{"ballot_box_with_check", "☑"},
	{"bangbang", "‼"},
	{"bar_chart", "📊"},
	{"beer", "🍺"},
	{"beers", "🍻"},
	{"bell", "🔔"},
	{"bike", "🚲"},
	{"bird", "🐦"},
	{"birthday", "🎂"},
	{"blue_heart", "💙"},
	{"blush", "😊"},
	{"boat", "⛵"},
	{"bomb", "💣"},
	{"book", "📖"},
	{"bookmark", "🔖"},
	{"books", "📚"},
	{"boom", "💥"},
	{"broken_heart", "💔"},
	{"bug", "🐛"},
	{"bulb", "💡"},
	{"bus", "🚌"},
	{"cactus", "🌵"},
	{"cake", "🍰"},
	{"calendar", "📆"},
	{"camera", "📷"},
	{"car", "🚗"},
	{"cat", "🐱"},
	{"chart_with_downwards_trend", "📉"},
	{"chart_with_upwards_trend", "📈"},
	{"checkered_flag", "🏁"},
	{"christmas_tree", "🎄"},
	{"clap", "👏"},
	{"clipboard", "📋"},
	{"closed_book", "📕"},
	{"cloud", "☁"},
	{"coffee", "☕"},
	{"computer", "💻"},
	{"confused", "😕"},
	{"construction", "🚧"},
	{"cookie", "🍪"},
	{"copyright", "©"},
	{"cry", "😢"},
	{"crying_cat_face", "😿"},
	{"cyclone", "🌀"},
	{"dart", "🎯"},
	{"date", "📅"},
	{"disappointed", "😞"},
	{"dog", "🐶"},
	{"droplet", "💧"},
	{"ear", "👂"},
	{"earth_africa", "🌍"},
	{"earth_americas", "🌎"},
	{"earth_asia", "🌏"},
	{"email", "✉"},
	{"envelope", "✉"},
	{"euro", "💶"},
	{"exclamation", "❗"},
	{"eyeglasses", "👓"},
	{"eyes", "👀"},
	{"family", "👪"},
	{"fire", "🔥"},
	{"fish", "🐟"},
	{"flashlight", "🔦"},
	{"floppy_disk", "💾"},
	{"flushed", "😳"},
	{"four_leaf_clover", "🍀"},
	{"gear", "⚙"},
	{"gem", "💎"},
	{"ghost", "👻"},
	{"gift", "🎁"},
	{"globe_with_meridians", "🌐"},
	{"green_heart", "💚"},
	{"grin", "😁"},
	{"grinning", "😀"},
	{"hammer", "🔨"},
	{"hammer_and_wrench", "🛠"},
	{"heart", "❤"},
	{"heart_eyes", "😍"},
	{"heavy_check_mark", "✔"},
	{"heavy_exclamation_mark", "❗"},
	{"heavy_multiplication_x", "✖"},
	{"heavy_plus_sign", "➕"},
	{"hourglass", "⌛"},
	{"house", "🏠"},
	{"information_source", "ℹ"},
	{"innocent", "😇"},
	{"joy", "😂"},
	{"key", "🔑"},
	{"keyboard", "⌨"},
	{"kissing_heart", "😘"},
	{"label", "🏷"},
	{"laughing", "😆"},
	{"leaves", "🍃"},
	{"link", "🔗"},
	{"lock", "🔒"},
	{"loudspeaker", "📢"},
	{"mag", "🔍"},
	{"mailbox", "📫"},
	{"mega", "📣"},
	{"memo", "📝"},
	{"microphone", "🎤"},
	{"microscope", "🔬"},
	{"moneybag", "💰"},
	{"moon", "🌔"},
	{"mortar_board", "🎓"},
	{"muscle", "💪"},
	{"musical_note", "🎵"},
	{"neutral_face", "😐"},
	{"newspaper", "📰"},
	{"no_entry", "⛔"},
	{"no_entry_sign", "🚫"},
	{"notebook", "📓"},
	{"notes", "🎶"},
	{"ok_hand", "👌"},
	{"open_book", "📖"},
	{"open_file_folder", "📂"},
	{"package", "📦"},
	{"page_facing_up", "📄"},
	{"paperclip", "📎"},
	{"pencil", "📝"},
	{"pencil2", "✏"},
	{"penguin", "🐧"},
	{"pensive", "😔"},
	{"phone", "☎"},
	{"pizza", "🍕"},
	{"point_down", "👇"},
	{"point_left", "👈"},
	{"point_right", "👉"},
	{"point_up", "☝"},
	{"pray", "🙏"},
	{"printer", "🖨"},
	{"purple_heart", "💜"},
	{"pushpin", "📌"},
	{"question", "❓"},
	{"rage", "😡"},
	{"rainbow", "🌈"},
	{"recycle", "♻"},
	{"registered", "®"},
	{"relaxed", "☺"},
	{"relieved", "😌"},
	{"ribbon", "🎀"},
	{"rocket", "🚀"},
	{"rose", "🌹"},
	{"rotating_light", "🚨"},
	{"satellite", "📡"},
	{"scissors", "✂"},
	{"scream", "😱"},
	{"scroll", "📜"},
	{"see_no_evil", "🙈"},
	{"seedling", "🌱"},
	{"shield", "🛡"},
	{"ship", "🚢"},
	{"skull", "💀"},
	{"sleeping", "😴"},
	{"sleepy", "😪"},
	{"slightly_smiling_face", "🙂"},
	{"smile", "😄"},
	{"smiley", "😃"},
	{"smirk", "😏"},
	{"snail", "🐌"},
	{"snake", "🐍"},
	{"snowflake", "❄"},
	{"sob", "😭"},
	{"sparkles", "✨"},
	{"speech_balloon", "💬"},
	{"star", "⭐"},
	{"star2", "🌟"},
	{"stuck_out_tongue", "😛"},
	{"stuck_out_tongue_winking_eye", "😜"},
	{"sun_with_face", "🌞"},
	{"sunglasses", "😎"},
	{"sunny", "☀"},
	{"sweat", "😓"},
	{"sweat_smile", "😅"},
	{"tada", "🎉"},
	{"telephone", "☎"},
	{"test_tube", "🧪"},
	{"thinking", "🤔"},
	{"thought_balloon", "💭"},
	{"thumbsdown", "👎"},
	{"thumbsup", "👍"},
	{"ticket", "🎫"},
	{"tm", "™"},
	{"tomato", "🍅"},
	{"tools", "🛠"},
	{"train", "🚋"},
	{"tree", "🌳"},
	{"trophy", "🏆"},
	{"turtle", "🐢"},
	{"umbrella", "☔"},
	{"unlock", "🔓"},
	{"upside_down_face", "🙃"},
	{"v", "✌"},
	{"video_camera", "📹"},
	{"warning", "⚠"},
	{"wastebasket", "🗑"},
	{"watch", "⌚"},
	{"wave", "👋"},
	{"wavy_dash", "〰"},
	{"whale", "🐳"},
	{"white_check_mark", "✅"},
	{"wink", "😉"},
	{"wrench", "🔧"},
	{"x", "❌"},
	{"yellow_heart", "💛"},
	{"yum", "😋"},
	{"zap", "⚡"},
	{"zzz", "💤"},
};

static int by_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct emoji *)row)->name);
}

static bool is_of_word(char c)
{
	return g_ascii_isalnum(c) || ((unsigned char)c >= 0x80 && c != ESCAPED);
}

/* The emoji whose code begins at a byte of a text, and the code's bytes; NULL: none does. */
static const char *find(const char *start, const char *at, const char *end, size_t *size)
{
	char name[NAME_MOST];
	size_t n = 1;
	if (at > start && (is_of_word(at[-1]) || at[-1] == ':' || at[-1] == ESCAPED))
		return NULL;
	while (at + n < end && n < NAME_MOST && (g_ascii_isalnum(at[n]) || strchr("_+-", at[n])))
		n++;
	if (n < 2 || n == NAME_MOST || at + n >= end || at[n] != ':' ||
	    (at + n + 1 < end && (is_of_word(at[n + 1]) || (at[n + 1] == ':' && at + n + 2 < end &&
							    !g_ascii_islower(at[n + 2])))))
		return NULL;
	memcpy(name, at + 1, n - 1);
	name[n - 1] = '\0';
	*size = n + 1;
	const struct emoji *found =
		bsearch(name, table, sizeof table / sizeof *table, sizeof *table, by_name);
	return found ? found->text : NULL;
}

static void read_text(manuscript *m, node *n)
{
	while (n) {
		const char *start = n->as.text.data, *end = start + n->as.text.length, *text = NULL;
		size_t size = 0;
		const char *at = start;
		while ((at = memchr(at, ':', (size_t)(end - at))) &&
		       !(text = find(start, at, end, &size)))
			at++;
		if (!text)
			return;
		size_t before = (size_t)(at - start);
		n = foreign_replace(
			m, n, before, size,
			node_text(m->arena, text, strlen(text), foreign_place(n, before)));
	}
}

void emoji_set(manuscript *m)
{
	const node *root = m->document->root;
	for (node *n = m->document->root, *next; n; n = next) {
		next = node_after(n, root, false);
		if (n->kind == NODE_TEXT)
			read_text(m, n);
	}
}
