/* foreign_text: foreign syntax inside a line. A text is searched for bytes that may begin such
 * syntax; then a small rule for each kind finds its end. */
#include "markdown/foreign.h"

#include <glib.h>

/* A byte of a text where something may begin, up to the text's end. */
typedef struct sight {
	const node *node;
	const char *start, *at, *end;
} sight;

static char next(const sight *s, size_t n)
{
	return (size_t)(s->end - s->at) > n ? s->at[n] : '\0';
}

static bool begins(const sight *s, const char *words)
{
	size_t n = strlen(words);
	return (size_t)(s->end - s->at) >= n && memcmp(s->at, words, n) == 0;
}

/* Is the byte before one that words are made of? */
static bool after_word(const sight *s)
{
	char c = s->at > s->start ? s->at[-1] : ' ';
	return g_ascii_isalnum(c) || ((unsigned char)c >= 0x80 && c != ESCAPED);
}

/* Bytes up to the end of a closing text in the same text, which may not begin in the first `least`
 * bytes; 0: there is none. */
static size_t up_to(const sight *s, size_t least, const char *closing)
{
	enum { SEARCHED_MOST = 1000 };
	size_t left = (size_t)(s->end - s->at);
	if (left < least)
		return 0;
	left = left - least < SEARCHED_MOST ? left - least : SEARCHED_MOST;
	const char *found = memmem(s->at + least, left, closing, strlen(closing));
	return found ? (size_t)(found - s->at) + strlen(closing) : 0;
}

static size_t letters(const sight *s, size_t from)
{
	size_t n = 0;
	while (g_ascii_isalpha(next(s, from + n)))
		n++;
	return n;
}

/* \name{…}, \name[…] and the commands that take nothing. */
static size_t latex(const sight *s, foreign_kind *kind)
{
	static const char *const bare[] = {"LaTeX",
					   "TeX",
					   "pagebreak",
					   "clearpage",
					   "noindent",
					   "hfill",
					   "vfill",
					   "smallskip",
					   "medskip",
					   "bigskip",
					   "tableofcontents",
					   "maketitle",
					   "appendix",
					   "centering",
					   "item",
					   "par",
					   "newline",
					   "linebreak",
					   "cleardoublepage",
					   "frontmatter",
					   "mainmatter",
					   "backmatter"};
	size_t n = letters(s, 1), name = n;
	*kind = FOREIGN_LATEX;
	if (n == 0)
		return 0;
	n += next(s, n + 1) == '*';
	if (name > 1 && (next(s, n + 1) == '{' || next(s, n + 1) == '['))
		return n + 2;
	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
		if (strlen(bare[i]) == name && memcmp(s->at + 1, bare[i], name) == 0)
			return name + 1;
	return 0;
}

/* [@key], [see @key, p. 5; -@other] */
static size_t citation(const sight *s)
{
	size_t size = up_to(s, 1, "]");
	for (size_t i = 1; i + 2 < size; i++) {
		char before = s->at[i - 1], after = s->at[i + 1];
		if (s->at[i] == '[')
			return 0;
		if (s->at[i] == '@' && strchr("[ ;-", before) &&
		    (g_ascii_isalnum(after) || after == '{'))
			return size;
	}
	return 0;
}

/* [words][label] that names nothing */
static size_t undefined(const sight *s)
{
	size_t words = up_to(s, 2, "]");
	if (words == 0 || next(s, words) != '[' || next(s, 1) == '^' || after_word(s) ||
	    memchr(s->at + 1, '[', words - 1) || next(s, words + 1) == '^')
		return 0;
	sight label = {s->node, s->start, s->at + words, s->end};
	size_t size = next(s, words + 1) == ']' && next(s, 1) != ' ' ? 2 : up_to(&label, 2, "]");
	return size && !memchr(label.at + 1, '[', size - 1) ? words + size : 0;
}

/* "[[nodiscard]]", "[[gnu::packed]]" */
static bool is_attribute_of_c(const char *name, size_t size)
{
	static const char *const names[] = {"assume",   "deprecated",  "fallthrough",
					    "likely",   "nodiscard",   "noreturn",
					    "unlikely", "maybe_unused"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == size && memcmp(names[i], name, size) == 0)
			return true;
	return memmem(name, size, "::", 2);
}

/* "[[Prototype]]": specifications name things so by single words. They are pages where no name of
 * several words run together, "[[GetOwnProperty]]", is among them, or where others can only be
 * pages. */
static bool is_name(const manuscript *m, const char *name, size_t size)
{
	size_t n = 0;
	while (n < size && g_ascii_isalnum(name[n]))
		n++;
	return n == size && m->has_bracketed_names && !m->has_wiki_links;
}

static size_t wiki_link(const manuscript *m, const sight *s)
{
	size_t size = begins(s, "[[") && !after_word(s) ? up_to(s, 3, "]]") : 0, length = size - 4;
	const char *name = s->at + 2;
	if (!size || *name == ' ' || memchr(name, '[', length) || memchr(name, ']', length))
		return 0;
	bool number = strspn(name, "0123456789") >= length; /* as R prints it */
	return number || is_attribute_of_c(name, length) || is_name(m, name, length) ? 0 : size;
}

/* An address that is a link by itself. */
static bool is_bare_link(const node *n)
{
	const node *words = n && n->kind == NODE_LINK ? n->first : NULL;
	return words && words->kind == NODE_TEXT &&
	       memmem(words->as.text.data, words->as.text.length, "://", 3);
}

/* [words](a file.png), or [words] (address): the spaces make words of a link. */
static size_t spaced(const sight *s)
{
	size_t words = up_to(s, 1, "]");
	if (words == 0 || memchr(s->at + 1, '[', words - 1))
		return 0;
	if (next(s, words) == ' ')
		return next(s, words + 1) == '(' && s->at + words + 2 == s->end &&
				       is_bare_link(s->node->next)
			       ? words + 2
			       : 0;
	sight address = {s->node, s->start, s->at + words, s->end};
	size_t size = next(s, words) == '(' ? up_to(&address, 2, ")") : 0, n = 0;
	while (n + 2 < size && g_ascii_isalnum(address.at[size - 2 - n]))
		n++;
	bool names_file = n >= 2 && n <= 5 && n + 3 < size && address.at[size - 2 - n] == '.';
	return names_file && memchr(address.at, ' ', size) && !memchr(address.at, '"', size)
		       ? words + size
		       : 0;
}

static size_t bracket(const manuscript *m, const sight *s, foreign_kind *kind)
{
	size_t size;
	bool alone = s->at == s->start && !s->node->previous;
	if ((begins(s, "[[_TOC_]]") || begins(s, "[[TOC]]") || begins(s, "[[toc]]")) && alone) {
		*kind = FOREIGN_CONTENTS;
		return up_to(s, 2, "]]");
	}
	if (alone && (begins(s, "[TOC]") || begins(s, "[toc]") || begins(s, "[Toc]")) &&
	    s->end - s->at == 5 && !s->node->next) {
		*kind = FOREIGN_CONTENTS;
		return 5;
	}
	if ((size = wiki_link(m, s)) > 0) {
		*kind = FOREIGN_WIKI_LINK;
		return size;
	}
	if ((size = citation(s)) > 0) {
		*kind = FOREIGN_CITATION;
		return size;
	}
	if ((size = spaced(s)) > 0) {
		*kind = FOREIGN_LINK_SPACED;
		return size;
	}
	*kind = FOREIGN_LINK_UNDEFINED;
	return undefined(s);
}

/* Bytes of a key after an at-sign, without the sentence's punctuation. */
static size_t key(const sight *s)
{
	size_t n = 1;
	while (g_ascii_isalnum(next(s, n)) || (next(s, n) && strchr("_:.#$%&-+?<>~/", next(s, n))))
		n++;
	while (n > 1 && !g_ascii_isalnum(s->at[n - 1]))
		n--;
	return n - 1;
}

/* "@knuth1984", "@doe2020a", "@key [p. 3]": a source that the sentence names. Other at-signs are
 * people's. */
static size_t named_source(const sight *s)
{
	size_t n = key(s), digits = 0;
	if (after_word(s) || !g_ascii_isalpha(next(s, 1)) || n < 2)
		return 0;
	size_t end = n + !g_ascii_isalpha(s->at[n]); /* a year may have a letter after it */
	while (digits < 5 && digits + 1 < end && g_ascii_isdigit(s->at[end - 1 - digits]))
		digits++;
	bool year = digits == 4 && (s->at[end - 4] == '1' || s->at[end - 4] == '2');
	const sight after = {s->node, s->start, s->at + n + 1, s->end};
	return year || begins(&after, " [p. ") || begins(&after, " [pp. ") ||
			       begins(&after, " [ch. ")
		       ? n + 1
		       : 0;
}

/* @fig-one, @sec:two, as Quarto and pandoc-crossref have them */
static size_t at_sign(const sight *s, foreign_kind *kind)
{
	static const char *const names[] = {"fig", "tbl", "sec", "eq", "lst", "thm"};
	size_t n = letters(s, 1);
	size_t source = named_source(s);
	*kind = source ? FOREIGN_CITATION : FOREIGN_REFERENCE;
	if (source)
		return source;
	if (after_word(s) || n < 2 || n > 3 || (next(s, n + 1) != '-' && next(s, n + 1) != ':') ||
	    !g_ascii_isalnum(next(s, n + 2)))
		return 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == n && memcmp(s->at + 1, names[i], n) == 0)
			return 1 + key(s);
	return 0;
}

/* {.class} and {#id}, where nothing takes them */
static size_t attributes(const sight *s, foreign_kind *kind)
{
	const char *why;
	*kind = FOREIGN_ATTRIBUTES;
	if (begins(s, "{:")) /* kramdown's */
		return strchr(" .#", next(s, 2)) && next(s, 2) ? up_to(s, 3, "}") : 0;
	size_t left = (size_t)(s->end - s->at);
	size_t size = attributes_begin(s->at, left) ? attributes_measure(s->at, left, &why) : 0;
	return size <= ATTRIBUTES_MOST ? size : 0; /* longer ones are an error already */
}

static size_t brace(const sight *s, foreign_kind *kind)
{
	static const struct {
		const char *open, *close;
		foreign_kind kind;
	} pairs[] = {
		{"{{#", "}}", FOREIGN_SHORTCODE},  {"{{<", ">}}", FOREIGN_SHORTCODE},
		{"{{%", "%}}", FOREIGN_SHORTCODE}, {"{{", "}}", FOREIGN_SHORTCODE},
		{"{%", "%}", FOREIGN_SHORTCODE},   {"{++", "++}", FOREIGN_EDIT},
		{"{--", "--}", FOREIGN_EDIT},      {"{~~", "~~}", FOREIGN_EDIT},
		{"{==", "==}", FOREIGN_EDIT},      {"{>>", "<<}", FOREIGN_EDIT},
		{"{=", "}", FOREIGN_RAW},
	};
	size_t size;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (begins(s, pairs[i].open) &&
		    (size = up_to(s, strlen(pairs[i].open) + 1, pairs[i].close)) > 0 &&
		    (pairs[i].kind != FOREIGN_RAW || s->at == s->start)) {
			*kind = pairs[i].kind;
			return size;
		}
	size = up_to(s, 2, "}");
	if (size > 2 && s->at + size == s->end && letters(s, 1) + 2 == size && s->node->next &&
	    s->node->next->kind == NODE_CODE) { /* {ref}`name` */
		*kind = FOREIGN_DIRECTIVE;
		return size;
	}
	return attributes(s, kind);
}

/* :smile:, and the roles of reStructuredText */
static size_t emoji(const sight *s, foreign_kind *kind)
{
	size_t n = 1;
	bool letter = false;
	*kind = FOREIGN_EMOJI;
	if (after_word(s) || (s->at > s->start && s->at[-1] == ':'))
		return 0;
	for (; g_ascii_islower(next(s, n)) || g_ascii_isdigit(next(s, n)) || next(s, n) == '_' ||
	       next(s, n) == '+' || next(s, n) == '-';
	     n++)
		letter = letter || g_ascii_islower(next(s, n));
	if (letter && next(s, n) == ':' && s->at + n + 1 == s->end && s->node->next &&
	    s->node->next->kind == NODE_CODE) /* :ref:`name` */
		*kind = FOREIGN_DIRECTIVE;
	bool code = (letter && n > 2) || begins(s, ":+1:") || begins(s, ":-1:");
	char after = next(s, n + 1);
	return code && next(s, n) == ':' && !g_ascii_isalnum(after) && after != ':' ? n + 1 : 0;
}

/* \( \hat{x} \) and \[ … \]: the brackets are escaped, so only what is inside tells. */
static size_t bracketed_math(const sight *s, foreign_kind *kind)
{
	char open = next(s, 1), close[] = {ESCAPED, open == '(' ? ')' : ']', '\0'};
	*kind = FOREIGN_MATH;
	if (open == '@' && begins(&(sight){s->node, s->start, s->at + 1, s->end}, "@ref(")) {
		*kind = FOREIGN_REFERENCE;
		return up_to(s, 6, ")");
	}
	size_t size = open == '(' || open == '[' ? up_to(s, 3, close) : 0;
	for (size_t i = 2; i + 2 < size; i++)
		if ((s->at[i] == '\\' && g_ascii_isalpha(s->at[i + 1])) || s->at[i] == '^')
			return size;
	return 0;
}

/* Does a text begin or end, or is there a space or punctuation, before this byte and after `size`
 * bytes? */
static bool is_apart(const sight *s, size_t size)
{
	const char before = s->at > s->start ? s->at[-1] : ' ', after = next(s, size);
	return (before == ' ' || strchr("(\"'", before)) && before != *s->at &&
	       !g_ascii_isalnum(after) && after != *s->at && !((unsigned char)after >= 0x80);
}

/* Words between two signs twice, with no space inside of these. */
static size_t between(const sight *s, const char *signs)
{
	size_t size = begins(s, signs) && next(s, 2) != ' ' ? up_to(s, 3, signs) : 0;
	return size && s->at[size - 3] != ' ' && is_apart(s, size) ? size : 0;
}

/* %% Obsidian's comments %% */
static size_t comment(const sight *s)
{
	size_t size = begins(s, "%%") && next(s, 2) != '%' ? up_to(s, 3, "%%") : 0;
	return size && is_apart(s, size) ? size : 0;
}

/* ||words that hide||. What mathematicians write so is shorter. */
static size_t hidden(const sight *s)
{
	enum { LETTERS_LEAST = 4 };
	size_t size = between(s, "||");
	const sight words = {s->node, s->start, s->at + 2, s->end};
	return size && (letters(&words, 0) >= LETTERS_LEAST || memchr(s->at, ' ', size)) ? size : 0;
}

/* "words ^name" at the end of a block */
static size_t block_name(const sight *s)
{
	enum { NAME_LEAST = 3 };
	size_t n = 1;
	while (g_ascii_isalnum(next(s, n)) || next(s, n) == '-')
		n++;
	const bool apart = s->at == s->start ? !s->node->previous : s->at[-1] == ' ';
	return apart && n > NAME_LEAST && s->at + n == s->end && !s->node->next ? n : 0;
}

static size_t angle(const sight *s)
{
	return begins(s, "<% ") || begins(s, "<%=") ? up_to(s, 4, "%>") : 0;
}

static size_t match(const manuscript *m, const sight *s, foreign_kind *kind)
{
	switch (*s->at) {
	case ESCAPED: return bracketed_math(s, kind);
	case '\\': return latex(s, kind);
	case '[': return bracket(m, s, kind);
	case '@': return at_sign(s, kind);
	case '{': return brace(s, kind);
	case ':': return emoji(s, kind);
	case '-': *kind = FOREIGN_SHORTCODE; return begins(s, "--8<--") ? 6 : 0;
	case '%': *kind = FOREIGN_COMMENT; return comment(s);
	case '|': *kind = FOREIGN_HIDDEN; return hidden(s);
	case '^': *kind = FOREIGN_BLOCK_NAME; return block_name(s);
	case '+': *kind = FOREIGN_INSERTED; return between(s, "++");
	case '<': *kind = FOREIGN_SHORTCODE; return angle(s);
	default: return 0;
	}
}

void foreign_look_at_text(manuscript *m, const node *n)
{
	static const bool may_begin[256] = {
		[(unsigned char)ESCAPED] = true,
		['\\'] = true,
		['['] = true,
		['@'] = true,
		['{'] = true,
		[':'] = true,
		['-'] = true,
		['%'] = true,
		['|'] = true,
		['^'] = true,
		['+'] = true,
		['<'] = true,
	};
	sight s = {n, n->as.text.data, n->as.text.data, n->as.text.data + n->as.text.length};
	place where = n->place; /* that of seen, counted on from sight to sight */
	const char *seen = s.start;
	for (; s.at < s.end; s.at++) {
		foreign_kind kind;
		if (!may_begin[(unsigned char)*s.at])
			continue;
		size_t size = match(m, &s, &kind);
		if (size > 0) {
			where = foreign_place_after(where, seen, (size_t)(s.at - seen));
			seen = s.at;
			foreign_see(m, kind, where, s.at, size);
			s.at += size - 1;
		} else if (*s.at == ESCAPED) {
			s.at++;
		}
	}
}
