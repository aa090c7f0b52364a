/* code_lexer: one loop for all languages, with a table row for each.
 *
 * It knows no grammar, only what most languages share: words, of which some are keywords; quotes,
 * in which a backslash takes the next character with it; comments up to the line's end or up to a
 * mark; numbers. What it cannot recognize (a regular expression, a string with code in it) is
 * plain. A string that is not closed ends with its line, so that one odd quote spoils only one
 * line. */
#include "lines/code_lexer.h"

#include "base/arena.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
	ANY_CASE = 1,     /* keywords in capitals, too */
	TRIPLE = 2,       /* strings of several lines in three quotes */
	DOUBLED = 4,      /* a quote in a string is written twice; a backslash is plain */
	LONG_TICKS = 8,   /* strings in ` go over lines */
	DASHED = 16,      /* words have dashes in them */
	AFTER_SPACE = 32, /* a line's comment begins after a space or at the line's start */
	TAGS = 64,        /* keywords are the names of tags */
	KEYS = 128        /* a word before a colon or an equals sign is a keyword */
};

struct code_language {
	const char *names;        /* with a space around each */
	const char *line, *line2; /* begin comments that end with the line */
	const char *open, *close; /* around other comments */
	const char *quotes;
	int flags;
	const char *keywords; /* with a space around each */
};

#define C_WORDS                                                                                    \
	" auto break case char const continue default do double else enum extern float for goto "  \
	"if "                                                                                      \
	"inline int long register restrict return short signed sizeof static struct switch "       \
	"typedef "                                                                                 \
	"union unsigned void volatile while bool true false NULL #include #define #if #ifdef "     \
	"#ifndef #else #elif #endif #undef #pragma "

/* clang-format off */
static const code_language languages[] = {
	{" c h objc ", "//", NULL, "/*", "*/", "\"'", 0, C_WORDS},
	{" cpp c++ cc cxx hpp arduino ", "//", NULL, "/*", "*/", "\"'", 0, C_WORDS
	 "alignas catch class concept consteval constexpr co_await co_return decltype "
	 "delete explicit "
	 "export final friend mutable namespace new noexcept nullptr operator override "
	 "private protected "
	 "public requires static_assert template this throw try typename using virtual "},
	{" java ", "//", NULL, "/*", "*/", "\"'", 0,
	 " abstract assert boolean break byte case catch char class const continue default "
	 "do double "
	 "else enum extends final finally float for if implements import instanceof int "
	 "interface long "
	 "native new null package private protected public record return short static "
	 "super switch "
	 "synchronized this throw throws transient true false try var void volatile while "
	 "yield "},
	{" js javascript jsx ts typescript tsx mjs node ", "//", NULL, "/*", "*/", "\"'`",
	 LONG_TICKS,
	 " abstract any as async await boolean break case catch class const continue "
	 "debugger declare "
	 "default delete do else enum export extends false finally for from function get "
	 "if implements "
	 "import in instanceof interface let new null number of private protected public "
	 "readonly return "
	 "set static string super switch this throw true try type typeof undefined var "
	 "void while yield "},
	{" python py python3 pycon ", "#", NULL, NULL, NULL, "\"'", TRIPLE,
	 " and as assert async await break case class continue def del elif else except "
	 "False finally for "
	 "from global if import in is lambda match None nonlocal not or pass raise return "
	 "True try while "
	 "with yield self "},
	{" rust rs ", "//", NULL, "/*", "*/", "\"", 0,
	 " as async await break const continue crate dyn else enum extern false fn for if "
	 "impl in let loop "
	 "match mod move mut pub ref return self Self static struct super trait true type "
	 "unsafe use where "
	 "while "},
	{" go golang ", "//", NULL, "/*", "*/", "\"'`", LONG_TICKS,
	 " break case chan const continue default defer else fallthrough false for func go "
	 "goto if import "
	 "interface map nil package range return select struct switch true type var "},
	{" ruby rb ", "#", NULL, "=begin", "=end", "\"'", 0,
	 " alias and begin break case class def defined? do else elsif end ensure false "
	 "for if in module "
	 "next nil not or redo require rescue retry return self super then true undef "
	 "unless until when "
	 "while yield "},
	{" php ", "//", "#", "/*", "*/", "\"'", 0,
	 " abstract and array as break case catch class clone const continue declare "
	 "default do echo else "
	 "elseif enum extends final finally fn for foreach function global if implements "
	 "include instanceof "
	 "interface match namespace new null or private protected public readonly require "
	 "return static "
	 "switch this throw trait true false try use var while yield "},
	{" cs csharp c# ", "//", NULL, "/*", "*/", "\"'", 0,
	 " abstract as async await base bool break byte case catch char class const "
	 "continue decimal default "
	 "delegate do double else enum event explicit extern false finally float for "
	 "foreach get if implicit "
	 "in int interface internal is lock long namespace new null object operator out "
	 "override params "
	 "private protected public readonly record ref return sealed set short static "
	 "string struct switch "
	 "this throw true try typeof uint using var virtual void volatile where while yield "},
	{" swift ", "//", NULL, "/*", "*/", "\"", TRIPLE,
	 " as associatedtype async await break case catch class continue default defer "
	 "deinit do else enum "
	 "extension false fileprivate for func guard if import in init inout internal is "
	 "let nil open "
	 "override private protocol public repeat return self Self static struct subscript "
	 "super switch "
	 "throw throws true try typealias var where while "},
	{" kotlin kt scala ", "//", NULL, "/*", "*/", "\"'", TRIPLE,
	 " abstract as break by case catch class companion continue data def do else enum "
	 "extends false final "
	 "finally for fun if implicit import in interface internal is it lazy match new "
	 "null object open "
	 "override package private protected public return sealed super this throw trait "
	 "true try type val "
	 "var when where while with yield "},
	{" sh bash shell zsh console ", "#", NULL, NULL, NULL, "\"'", AFTER_SPACE |
	 LONG_TICKS | DASHED,
	 " case do done elif else esac export fi for function if in local readonly return "
	 "select set shift "
	 "source then trap unset until while echo exit cd "},
	{" sql postgresql mysql sqlite ", "--", NULL, "/*", "*/", "'\"", ANY_CASE | DOUBLED,
	 " add all alter and as asc begin between by case cast check column commit "
	 "constraint create cross "
	 "default delete desc distinct drop else end exists foreign from full group having "
	 "if in index inner "
	 "insert into is join key left like limit not null offset on or order outer "
	 "primary references right "
	 "rollback select set table then union unique update using values view when where with "},
	{" html xml svg xhtml vue ", NULL, NULL, "<!--", "-->", "\"'", TAGS | DASHED, " "},
	{" css scss less ", NULL, NULL, "/*", "*/", "\"'", DASHED | KEYS, " @media @import "
	 "@font-face @page important "},
	{" json jsonc json5 ", "//", NULL, NULL, NULL, "\"", 0, " true false null "},
	{" yaml yml ", "#", NULL, NULL, NULL, "\"'", AFTER_SPACE | DASHED | KEYS, " true "
	 "false null yes no "},
	{" toml ini conf properties ", "#", ";", NULL, NULL, "\"'", TRIPLE | DASHED |
	 KEYS, " true false "},
	{" r ", "#", NULL, NULL, NULL, "\"'", 0,
	 " break else FALSE for function if in Inf library NA NULL next repeat return TRUE "
	 "while "},
	{" lua ", "--", NULL, "--[[", "]]", "\"'", 0,
	 " and break do else elseif end false for function goto if in local nil not or "
	 "repeat return then "
	 "true until while "},
	{" haskell hs elm ", "--", NULL, "{-", "-}", "\"", 0,
	 " case class data deriving do else forall if import in infix infixl infixr "
	 "instance let module "
	 "newtype of then type where "},
	{" make makefile dockerfile docker cmake ", "#", NULL, NULL, NULL, "\"'",
	 AFTER_SPACE | DASHED,
	 " ifeq ifneq ifdef ifndef else endif include define endef export FROM RUN COPY "
	 "ADD CMD ENTRYPOINT "
	 "ENV ARG WORKDIR EXPOSE USER VOLUME LABEL if function set "},
	{" perl pl ", "#", NULL, NULL, NULL, "\"'", AFTER_SPACE,
	 " and cmp do else elsif eq for foreach ge gt if last le local lt my ne next no "
	 "not or our package "
	 "print redo require return sub undef unless until use while "},
};
/* clang-format on */

const code_language *code_language_of(const char *name)
{
	char wanted[16];
	size_t size;

	while (name && (*name == '.' || *name == '{' || *name == ' '))
		name++;
	size = name ? strcspn(name, " ,{}\t:") : 0;
	if (size == 0 || size > sizeof wanted - 3)
		return NULL;
	wanted[0] = ' ';
	for (size_t i = 0; i < size; i++)
		wanted[i + 1] = (char)tolower((unsigned char)name[i]);
	strcpy(wanted + size + 1, " ");
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (strstr(languages[i].names, wanted))
			return &languages[i];
	return NULL;
}

typedef struct lexer {
	arena *arena;
	const code_language *language;
	const char *text;
	size_t length, at;
	code_token *tokens;
	size_t count, capacity;
} lexer;

static bool has(const lexer *l, int flag)
{
	return l->language->flags & flag;
}

static bool is_at(const lexer *l, const char *mark)
{
	size_t size = mark ? strlen(mark) : 0;

	return size && l->length - l->at >= size && memcmp(l->text + l->at, mark, size) == 0;
}

static void take(lexer *l, size_t to, code_kind kind)
{
	*ARENA_APPEND(l->arena, l->tokens, l->count, l->capacity) =
		(code_token){(uint32_t)l->at, (uint32_t)to, kind};
	l->at = to;
}

static size_t line_end(const lexer *l)
{
	const char *end = memchr(l->text + l->at, '\n', l->length - l->at);

	return end ? (size_t)(end - l->text) : l->length;
}

/* The byte after the next mark from `from` on, or the text's end if there is none. */
static size_t after(const lexer *l, size_t from, const char *mark)
{
	size_t size = strlen(mark);
	const char *found =
		from < l->length ? memmem(l->text + from, l->length - from, mark, size) : NULL;

	return found ? (size_t)(found - l->text) + size : l->length;
}

static bool begins_line_comment(const lexer *l)
{
	bool spaced = l->at == 0 || isspace((unsigned char)l->text[l->at - 1]);

	return (is_at(l, l->language->line) || is_at(l, l->language->line2)) &&
	       (spaced || !has(l, AFTER_SPACE));
}

static size_t string_end(const lexer *l, char quote)
{
	bool ticks = quote == '`' && has(l, LONG_TICKS);
	const char three[4] = {quote, quote, quote, '\0'};
	size_t end = l->at + 1;

	if (has(l, TRIPLE) && is_at(l, three))
		return after(l, l->at + 3, three);
	for (; end < l->length && (ticks || l->text[end] != '\n'); end++) {
		if (l->text[end] == '\\' && !has(l, DOUBLED) && end + 1 < l->length)
			end++;
		else if (l->text[end] == quote)
			return end + 1;
	}
	return end < l->length ? end : l->length;
}

static bool is_word(const lexer *l, char c)
{
	unsigned char u = (unsigned char)c;

	return isalnum(u) || c == '_' || u >= 0x80 || (c == '-' && has(l, DASHED)) || c == '?';
}

static bool is_keyword(const lexer *l, const char *word, size_t size)
{
	const char *words = l->language->keywords;

	for (const char *at = words; (at = strchr(at, ' ')) && at[1]; at++)
		if ((has(l, ANY_CASE) ? strncasecmp(at + 1, word, size)
				      : strncmp(at + 1, word, size)) == 0 &&
		    at[1 + size] == ' ')
			return true;
	return false;
}

/* Is what a word begins its line with a key: `name: …`, `name = …`? */
static bool is_key(const lexer *l, size_t end)
{
	size_t before = l->at;

	while (before > 0 && strchr(" \t-{", l->text[before - 1]))
		before--;
	while (end < l->length && (l->text[end] == ' ' || l->text[end] == '\t'))
		end++;
	return has(l, KEYS) && end < l->length && (l->text[end] == ':' || l->text[end] == '=') &&
	       (before == 0 || l->text[before - 1] == '\n' || l->text[before - 1] == ';');
}

static void read_word(lexer *l)
{
	enum { LONGEST = 24 };
	size_t end = l->at + 1;
	bool tag = has(l, TAGS) && l->at > 0 &&
		   (l->text[l->at - 1] == '<' ||
		    (l->text[l->at - 1] == '/' && l->at > 1 && l->text[l->at - 2] == '<'));

	while (end < l->length && is_word(l, l->text[end]))
		end++;
	if (tag || is_key(l, end) ||
	    (end - l->at <= LONGEST && is_keyword(l, l->text + l->at, end - l->at)))
		take(l, end, CODE_KEYWORD);
	else
		l->at = end;
}

static void read_number(lexer *l)
{
	size_t end = l->at + 1;

	while (end < l->length &&
	       (isalnum((unsigned char)l->text[end]) || l->text[end] == '.' || l->text[end] == '_'))
		end++;
	while (l->text[end - 1] == '.')
		end--;
	take(l, end, CODE_NUMBER);
}

const code_token *code_tokens(arena *a, const code_language *language, const char *text,
			      size_t length, size_t *count)
{
	lexer l = {.arena = a, .language = language, .text = text, .length = length};

	while (l.at < length) {
		const char c = text[l.at];
		if (is_at(&l, language->open))
			take(&l, after(&l, l.at + strlen(language->open), language->close),
			     CODE_COMMENT);
		else if (begins_line_comment(&l))
			take(&l, line_end(&l), CODE_COMMENT);
		else if (strchr(language->quotes, c) && c)
			take(&l, string_end(&l, c), CODE_STRING);
		else if (isdigit((unsigned char)c))
			read_number(&l);
		else if ((is_word(&l, c) && c != '-') || c == '#' || c == '@')
			read_word(&l);
		else
			l.at++;
	}
	*count = l.count;
	return l.tokens;
}
