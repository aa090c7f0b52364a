/* help: the words of --help, one text a command, as they are printed. */
#include "app/help.h"

const char help_usage[] =
	"Platen sets Markdown as finished publications.\n"
	"\n"
	"  platen build MANUSCRIPT... [-o OUT.pdf]   set it and write PDF\n"
	"  platen check MANUSCRIPT...                give every diagnostic, write nothing\n"
	"  platen fonts [MANUSCRIPT...]              list the fonts that a build uses\n"
	"  platen new FOLDER                         write a small publication to begin with\n"
	"  platen verify FILE.pdf...                 say what it is; check its sources\n"
	"  platen extract FILE.pdf [FOLDER]          unpack the sources that it carries\n"
	"  platen rebuild FILE.pdf [-o OUT.pdf]      build it again from them\n"
	"\n"
	"MANUSCRIPT is a Markdown file, several in their order, a folder (with\n"
	"publication.yaml, or of mdBook, HonKit, Quarto, bookdown, MkDocs, Hugo or\n"
	"Jekyll), or - for standard input. `platen COMMAND --help` lists the options of\n"
	"a command, `man platen` explains them, `platen --version` prints the version.\n";

const char help_build[] =
	"platen build MANUSCRIPT... [OPTION...]\n"
	"\n"
	"  -o, --output=FILE       where to write; - is standard output (one edition)\n"
	"      --edition=EDITION   archive (PDF/A-3a + PDF/UA-1; the default), archive2\n"
	"                          (PDF/A-4f + PDF/UA-2 + WTPDF), print (PDF/X-4 + PDF/A-2a\n"
	"                          + PDF/UA-1), several joined by commas, or all: archive,\n"
	"                          print and what publication.yaml asks for\n"
	"      --style=FILE        the style sheet; a name that is not there is looked\n"
	"                          for among Platen's own (house.yaml)\n"
	"      --root=FOLDER       the publication's folder: nothing outside it is read\n"
	"      --locked            refuse fonts that fonts.lock does not list\n"
	"      --deps=FILE         write a Make rule that lists every input\n"
	"      --report=FILE       write the quality report: FILE.json, FILE.sarif or -\n"
	"      --proof             write OUT.proof.pdf too: the pages with their grid,\n"
	"                          word spaces and blemishes marked\n"
	"      --strict            treat links that lead nowhere as errors\n"
	"      --draft             build without pictures that are missing or can't be\n"
	"                          read: a frame takes their place, and a warning says so\n"
	"      --werror[=NAME,...] treat all warnings, or these messages, as errors\n"
	"      --diagnostics=FORM  text (default), json (one line per message) or github\n"
	"      --dump=STAGE        print document, style, lines or pages; no PDF\n"
	"      --trace=WHAT,...    print what linebreak and pagebreak weighed\n"
	"      --time              print the time that each stage takes\n"
	"      --memory=SIZE       memory that may be used, such as 500M (default: 2G)\n"
	"  -j, --jobs=N            threads (default: one per processor, at most 4)\n"
	"      --color=WHEN        auto (default), always or never\n"
	"  -q, --quiet             print errors only\n"
	"  -v, --verbose           name the files written\n"
	"  -h, --help              print this help\n"
	"\n"
	"Exit status: 0 done, 1 errors, 2 wrong usage, 3 output could not be written.\n";

const char help_check[] =
	"platen check MANUSCRIPT... [OPTION...]\n"
	"\n"
	"Does everything that a build does, but writes nothing.\n"
	"\n"
	"      --edition=EDITION   --style=FILE   --root=FOLDER   --locked\n"
	"      --report=FILE   --strict   --draft   --werror[=NAME,...]   --diagnostics=FORM\n"
	"      --dump=STAGE   --trace=WHAT,...   --time   --memory=SIZE   -j N\n"
	"      --color=WHEN   -q   -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 no errors, 1 errors, 2 wrong usage, 3 report not written.\n";

const char help_fonts[] =
	"platen fonts [MANUSCRIPT...] [OPTION...]\n"
	"\n"
	"Lists the fonts that a build of the manuscripts uses (without a manuscript:\n"
	"those that the style sheet names), each with its file and SHA-256.\n"
	"\n"
	"      --lock[=FILE]       write them to fonts.lock, or FILE, for build --locked\n"
	"      --style=FILE   --root=FOLDER   --memory=SIZE   --diagnostics=FORM\n"
	"      --color=WHEN   -q   -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 done, 1 errors, 2 wrong usage, 3 lock could not be written.\n";

const char help_new[] =
	"platen new FOLDER\n"
	"platen new --from=FOLDER [-o FILE]\n"
	"\n"
	"Writes a small publication that builds into a new folder; or, with --from, the\n"
	"publication.yaml of a folder that another program's file lists the chapters of\n"
	"(SUMMARY.md, _quarto.yml, _bookdown.yml, mkdocs.yml), or that has none.\n"
	"Nothing is written over.\n"
	"\n"
	"      --from=FOLDER       list this folder's chapters\n"
	"  -o, --output=FILE       where to write; - is standard output; default:\n"
	"                          FOLDER/publication.yaml\n"
	"      --diagnostics=FORM   --color=WHEN   -q   -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 done, 1 errors, 2 wrong usage, 3 could not be written.\n";

const char help_verify[] =
	"platen verify FILE.pdf... [OPTION...]\n"
	"\n"
	"Says what each PDF is, which standards it claims, what made it, and whether the\n"
	"sources that it carries still match their digests.\n"
	"\n"
	"      --diagnostics=FORM   --color=WHEN   -q   -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 all whole, 1 errors, 2 wrong usage.\n";

const char help_extract[] =
	"platen extract FILE.pdf [FOLDER] [OPTION...]\n"
	"\n"
	"Unpacks the sources that an archive edition carries, each at its place below\n"
	"FOLDER, which must be empty or not exist. Default: FILE-sources.\n"
	"\n"
	"      --diagnostics=FORM   --color=WHEN   -q   -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 done, 1 errors, 2 wrong usage, 3 could not be written.\n";

const char help_rebuild[] =
	"platen rebuild FILE.pdf [OPTION...]\n"
	"\n"
	"Builds an archive edition again from the sources that it carries, in a\n"
	"temporary folder, and compares the two byte by byte.\n"
	"\n"
	"  -o, --output=FILE       keep the new one here; default: only compare\n"
	"      --memory=SIZE   --diagnostics=FORM   --color=WHEN   -j N   -q   -v\n"
	"                          as for build\n"
	"\n"
	"Exit status: 0 same bytes, 1 other bytes or errors, 2 wrong usage, 3 could not\n"
	"be written.\n";
