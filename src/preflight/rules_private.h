/* The list of the rules: test, name, profiles, level, clause, what the test looks at, message.
 *
 * A clause is of the first profile that is named: ISO 15930-7:2010 for PDF/X-4 ("6" alone is for
 * what belongs to none of the named ones), ISO 19005-2 for PDF/A, ISO 14289-1 for PDF/UA; what
 * printers ask, after the Ghent Workgroup's specifications of 2015 and 2022, is named by its
 * subject. Messages say what is wrong, then what to do. */
#ifndef PLATEN_RULES_PRIVATE_H
#define PLATEN_RULES_PRIVATE_H

#include "preflight/preflight_private.h"

#define X4      RULES_X4
#define GWG     RULES_GWG
#define A       RULES_A
#define UA      RULES_UA
#define X4_A    (RULES_X4 | RULES_A)
#define GWG_A   (RULES_GWG | RULES_A)
#define A_UA    (RULES_A | RULES_UA)
#define X4_A_UA (RULES_X4 | RULES_A | RULES_UA)

/* clang-format off */
#define RULES_LIST(R) \
	/* --- the file -------------------------------------------------------------------- */ \
	R(file_version, "pdf-version", X4, ERROR, "6.1", FILE, \
	  "the file is PDF %s: PDF/X-4 is PDF 1.3 to 1.7; export it as PDF/X-4") \
	R(file_binary, "binary-comment", X4_A, ERROR, "6.1", FILE, \
	  "no comment with four bytes above 127 follows the first line; save the file as binary") \
	R(file_id, "file-id", X4_A, ERROR, "6.11", FILE, \
	  "the trailer has no ID of two strings; save the file again with one") \
	R(file_metadata, "metadata-missing", X4_A_UA, ERROR, "6.11", FILE, \
	  "the catalog has no XMP metadata that can be read; export the file with metadata") \
	R(file_claim, "x4-claim", X4, ERROR, "6.11", FILE, \
	  "the XMP claims %s, where GTS_PDFXVersion should be PDF/X-4; export it as PDF/X-4") \
	R(file_title, "title-missing", X4, ERROR, "6.11", FILE, \
	  "dc:title is missing; give the document a title") \
	R(file_title_differs, "title-differs", X4, ERROR, "6.11", FILE, \
	  "the title is %s; let Info and XMP say the same") \
	R(file_dates, "dates-missing", X4, ERROR, "6.11", FILE, \
	  "%s is missing or no date; write it into the XMP") \
	R(file_dates_differ, "dates-differ", X4, ERROR, "6.11", FILE, \
	  "%s differ; let Info and XMP say the same") \
	R(file_identity, "document-id", X4, ERROR, "6.11", FILE, \
	  "xmpMM:%s is missing; write it into the XMP") \
	R(file_trapped, "trapped-missing", X4, ERROR, "6.9", FILE, \
	  "Trapped is %s; say True or False in Info or XMP") \
	R(file_trapped_differs, "trapped-differs", X4, ERROR, "6.9", FILE, \
	  "Trapped is %s; let Info and XMP say the same") \
	R(file_xfa, "xfa-form", X4_A_UA, ERROR, "6.26", FILE, \
	  "the form has XFA; flatten the form") \
	R(file_open_action, "open-action", X4, ERROR, "6.18", FILE, \
	  "the file acts when it is opened (OpenAction); remove the action") \
	R(file_javascript, "javascript", X4_A, ERROR, "6.18", FILE, \
	  "the file has JavaScript; remove it") \
	R(file_presentations, "alternate-presentations", X4_A, ERROR, "6", FILE, \
	  "the file has alternate presentations; remove them") \
	R(file_layers_default, "layers-default", X4_A, ERROR, "6.24", FILE, \
	  "the layers have no default configuration; save the file again with one (D)") \
	R(file_layers_automatic, "layers-automatic", X4_A, ERROR, "6.24", FILE, \
	  "a configuration of layers changes by itself (AS); remove that") \
	R(file_viewer, "viewer-areas", X4, ERROR, "6.12", FILE, \
	  "%s; let it be MediaBox or leave it out") \
	/* --- the output intent ----------------------------------------------------------- */ \
	R(file_intent, "output-intent-missing", X4, ERROR, "6.4", FILE, \
	  "there is no output intent GTS_PDFX; name the printing condition in the export") \
	R(file_intents, "output-intents-several", X4, ERROR, "6.4", FILE, \
	  "there are %s output intents GTS_PDFX; keep one") \
	R(file_condition, "output-condition", X4, ERROR, "6.4", FILE, \
	  "the output intent names no condition (OutputConditionIdentifier); name it") \
	R(file_registry, "output-registry", X4, ERROR, "6.4", FILE, \
	  "the condition %s is registered, and RegistryName is not http://www.color.org; add it") \
	R(file_profile, "output-profile", X4, ERROR, "6.4", FILE, \
	  "the output intent has no profile; embed the condition's ICC profile") \
	R(file_profile_bad, "output-profile-bad", X4, ERROR, "6.4", FILE, \
	  "the output intent's profile %s; embed the condition's output profile") \
	R(file_profiles_differ, "output-profiles-differ", X4_A, ERROR, "6.4", FILE, \
	  "the output intents have different profiles; give all of them one") \
	/* --- objects --------------------------------------------------------------------- */ \
	R(object_external, "external-stream", X4_A, ERROR, "6.7", OBJECT, \
	  "a stream has its data in another file; embed them") \
	R(object_reference, "reference-form", X4_A, ERROR, "6.7", OBJECT, \
	  "a form stands for a page of another file (Ref); embed that page") \
	R(object_opi, "opi", X4_A, ERROR, "6.7", OBJECT, \
	  "an image stands for one on a server (OPI); embed the image itself") \
	R(object_lzw, "lzw", X4_A, ERROR, "6.8", OBJECT, \
	  "a stream is compressed by %s; save it with Flate") \
	R(object_postscript, "postscript", X4_A, ERROR, "6.14", OBJECT, \
	  "there is PostScript in the file; convert it to PDF") \
	R(object_alternates, "alternate-images", X4_A, ERROR, "6.16", OBJECT, \
	  "an image has alternates; keep the one that is printed") \
	R(object_aa, "additional-actions", X4_A, ERROR, "6.18", OBJECT, \
	  "there are additional actions (AA); remove them") \
	R(object_action, "action", X4, ERROR, "6.18", OBJECT, \
	  "there is an action (%s); remove it") \
	/* --- pages ----------------------------------------------------------------------- */ \
	R(page_media, "media-box", X4_A, ERROR, "6.12", PAGE, \
	  "the page has no MediaBox; export it with one") \
	R(page_trim, "trim-missing", X4, ERROR, "6.12", PAGE, \
	  "the page has neither TrimBox nor ArtBox; export it with its finished size") \
	R(page_trim_art, "trim-and-art", X4, ERROR, "6.12", PAGE, \
	  "the page has both TrimBox and ArtBox; keep the TrimBox") \
	R(page_nested, "boxes-nested", X4, ERROR, "6.12", PAGE, \
	  "%s; let each box lie inside the next larger one") \
	R(page_empty_box, "box-empty", X4, ERROR, "6.12", PAGE, \
	  "%s is empty; give it the page's size") \
	R(page_steps, "page-presentation", X4_A, ERROR, "6", PAGE, \
	  "the page has presentation steps; remove them") \
	R(page_annotation, "annotation-inside", X4, ERROR, "6.17", ANNOTATION, \
	  "%s lies inside the bleed; remove it, or flatten it into the page") \
	R(page_printer_mark, "printer-mark-inside", X4, ERROR, "6.17", ANNOTATION, \
	  "a printer's mark lies inside the trimmed page; move it outside the bleed") \
	/* --- fonts ----------------------------------------------------------------------- */ \
	R(font_embedded, "font-missing", X4_A_UA, ERROR, "6.5", FONT, \
	  "the font %s is not embedded; embed it, or convert its text to outlines") \
	R(font_map, "font-glyphs", X4_A_UA, ERROR, "6.5", FONT, \
	  "the font %s does not say its glyphs (CIDToGIDMap); embed it again") \
	R(font_type3, "font-type3", GWG, WARNING, "fonts", FONT, \
	  "a Type 3 font sets text, whose glyphs may be coarse; use an OpenType font") \
	/* --- graphics states, colour ----------------------------------------------------- */ \
	R(colour_transfer, "transfer-function", X4_A, ERROR, "6.13", STATE, \
	  "a graphics state has a transfer function (%s); remove it") \
	R(colour_phase, "halftone-phase", X4, ERROR, "6.13", STATE, \
	  "a graphics state sets a halftone's phase (HTP); remove it") \
	R(colour_halftone, "halftone-type", X4_A, ERROR, "6.13", STATE, \
	  "a halftone is not of type 1 or 5; remove it") \
	R(colour_halftone_name, "halftone-name", X4_A, ERROR, "6.13", STATE, \
	  "a halftone has a name; remove it") \
	R(colour_blend, "blend-mode", X4_A, ERROR, "6.20", STATE, \
	  "the blend mode %s is none of PDF's; use one of them") \
	R(colour_intent_set, "rendering-intent", X4_A, ERROR, "6.4", STATE, \
	  "the rendering intent %s is none of PDF's four; use one of them") \
	R(colour_intent_image, "rendering-intent", X4_A, ERROR, "6.4", IMAGE, \
	  "the rendering intent %s is none of PDF's four; use one of them") \
	R(colour_intent, "rendering-intent", X4_A, ERROR, "6.4", INTENT, \
	  "the rendering intent %s is none of PDF's four; use one of them") \
	R(colour_known, "colour-space", X4_A, ERROR, "6.4", SPACE, \
	  "a colour space is none of PDF's; export the file again") \
	R(colour_device, "colour-uncovered", X4_A, ERROR, "6.4", SPACE, \
	  "%s is not what the output intent covers; convert the colours to it, or tag them") \
	R(colour_painted, "colour-uncovered", X4_A, ERROR, "6.4", PAINT, \
	  "%s is not what the output intent covers; convert the colours to it, or tag them") \
	R(colour_default, "default-space", X4_A, ERROR, "6.4", SPACE, \
	  "%s is a device's space again; give it an ICC profile") \
	R(colour_profile, "profile-bad", X4_A, ERROR, "6.4", SPACE, \
	  "a colour space's ICC profile %s; tag the colours with a sound one") \
	R(colour_channels, "profile-channels", X4_A, ERROR, "6.4", SPACE, \
	  "%s; tag the colours with a profile of their kind") \
	R(colour_same, "profile-of-output", X4, ERROR, "6.4", SPACE, \
	  "CMYK is tagged with the output intent's own profile; leave it DeviceCMYK") \
	R(colour_all, "colorant-all", X4_A, ERROR, "6.4", SPACE, \
	  "All is named among several colorants; paint it as a Separation") \
	R(colour_many, "colorants-many", X4_A, ERROR, "6.4", SPACE, \
	  "a colour space has %s colorants, and 32 are allowed; merge some") \
	R(colour_alternate, "alternate-space", X4_A, ERROR, "6.4", SPACE, \
	  "a colorant's alternate is %s; let it be of a device or CIE-based") \
	R(ink_spot_differs, "spot-differs", X4_A, ERROR, "6.4", END, \
	  "the spot ink '%s' has another alternate here than before; define it once") \
	R(colour_group, "blend-space", X4_A, ERROR, "6.20", GROUP, \
	  "a transparency group blends in %s; let it blend in the output's space") \
	R(colour_group_device, "blend-space-uncovered", X4_A, ERROR, "6.20", GROUP, \
	  "a transparency group blends in %s, which the output intent does not cover; blend in " \
	  "the output's space") \
	/* --- content --------------------------------------------------------------------- */ \
	R(paint_unknown, "operator-unknown", X4_A, ERROR, "6", UNKNOWN, \
	  "'%s' is no operator of PDF; export the page again") \
	R(paint_damaged, "stream-damaged", X4_A_UA, ERROR, "6.8", DAMAGE, \
	  "a content stream can't be unpacked; export the page again") \
	R(paint_exhausted, "file-too-large", X4_A_UA, ERROR, "6", END, \
	  "there is more in the file than is looked at, so not all of it was held to the rules; " \
	  "divide it") \
	R(paint_lzw, "lzw", X4_A, ERROR, "6.8", PAINT, \
	  "an inline image is compressed by %s; save it with Flate") \
	R(paint_jpx, "jpeg2000", X4_A, ERROR, "6.27", IMAGE, \
	  "a JPEG 2000 image has %s channels, not 1, 3 or 4; convert it") \
	/* --- what printers ask: ink ------------------------------------------------------ */ \
	R(ink_total, "total-ink", GWG, WARNING, "total ink", PAINT, \
	  "more ink than the paper takes: %s; use less") \
	R(ink_picture, "total-ink-image", GWG, WARNING, "total ink", PAINT, \
	  "a picture has more ink than the paper takes: up to %s; convert it again for the paper") \
	R(ink_unknown, "ink-unknown", GWG, WARNING, "total ink", PAINT, \
	  "the ink of %s is not counted here; look at its separations before it is printed") \
	R(ink_registration, "registration-inside", GWG, ERROR, "registration", PAINT, \
	  "it prints on all plates inside the trimmed page; use black for it") \
	R(ink_white, "white-overprint", GWG, ERROR, "overprint", PAINT, \
	  "white overprints, and so vanishes; let it knock out") \
	R(ink_mode, "overprint-mode", GWG, WARNING, "overprint", PAINT, \
	  "CMYK overprints in mode 0, which knocks out the inks that are 0; set OPM to 1") \
	R(ink_gray, "gray-overprint", GWG, WARNING, "overprint", PAINT, \
	  "DeviceGray is set to overprint, which it can't; paint it in black") \
	R(ink_spot_unused, "spot-unused", GWG, WARNING, "spots", END, \
	  "the spot ink '%s' is listed and never printed; remove it") \
	R(ink_spot_doubtful, "spot-doubtful", GWG, WARNING, "spots", END, \
	  "the spot ink %s; name the ink as its maker does, or convert it") \
	R(ink_spot_similar, "spot-similar", GWG, WARNING, "spots", END, \
	  "the spot inks %s are two plates; if they are one ink, name it alike") \
	R(ink_text_small, "text-small", GWG, WARNING, "text size", PAINT, \
	  "text of %s pt is in several inks, and under 5 pt they are seen beside each other; use " \
	  "one ink, or set it larger") \
	R(ink_text_reversed, "text-reversed", GWG, WARNING, "text size", PAINT, \
	  "white text of %s pt on several inks may fill up under 8 pt; set it larger or bolder") \
	R(ink_text_rich, "text-rich-black", GWG, WARNING, "black text", PAINT, \
	  "black text is in several inks (%s); set it in black alone") \
	R(ink_text_lights, "text-black-lights", GWG, WARNING, "black text", PAINT, \
	  "black text is in %s, and becomes several inks; set it in black alone") \
	R(ink_text_knocks, "text-knocks-out", GWG, WARNING, "overprint", PAINT, \
	  "small black text does not overprint; set it to overprint") \
	R(ink_text_gray, "text-gray", GWG, WARNING, "overprint", PAINT, \
	  "black text in DeviceGray knocks out the inks below it; set it in black and to " \
	  "overprint") \
	/* --- what printers ask: lines, pictures, edges ----------------------------------- */ \
	R(paint_hairline, "hairline", GWG, WARNING, "line width", PAINT, \
	  "a line of %s pt, and under 0.25 pt it may not print; make it heavier") \
	R(paint_sliver, "hairline-filled", GWG, WARNING, "line width", PAINT, \
	  "a filled strip of %s pt, and under 0.25 pt it may not print; make it wider") \
	R(paint_coarse, "image-coarse", GWG, ERROR, "resolution", PAINT, \
	  "a picture has %s dots to the inch at this size, under 150; take one of more pixels, " \
	  "or set it smaller") \
	R(paint_soft, "image-soft", GWG, WARNING, "resolution", PAINT, \
	  "a picture has %s dots to the inch at this size, under 225; take one of more pixels, " \
	  "or set it smaller") \
	R(paint_line_art, "line-art-coarse", GWG, WARNING, "resolution", PAINT, \
	  "line art has %s dots to the inch at this size, under 550; take one of more pixels, or " \
	  "set it smaller") \
	R(paint_bleed, "bleed-short", GWG, ERROR, "bleed", PAINT, \
	  "it touches the trimmed edge and reaches %s mm beyond, not 3; let it run into " \
	  "the bleed") \
	R(paint_text_cut, "text-cut", GWG, WARNING, "bleed", PAINT, \
	  "text crosses the trimmed edge; move it into the page") \
	R(paint_transparency, "transparency-space", GWG, WARNING, "transparency", PAGE_END, \
	  "the page is transparent and does not say in which colours it blends; give it a group " \
	  "with the output's space") \
	/* --- what printers ask: pages, file ---------------------------------------------- */ \
	R(page_bleed_box, "bleed-box", GWG, WARNING, "bleed", PAGE, \
	  "the BleedBox is %s mm beyond the TrimBox, not 3; export with more bleed") \
	R(page_sizes, "page-sizes", GWG, WARNING, "page size", PAGE, \
	  "the trimmed page is %s; give all pages one size") \
	R(page_unit, "user-unit", GWG, ERROR, "page size", PAGE, \
	  "the page's unit is %s points, which many printers' programs overlook; export it " \
	  "without UserUnit") \
	R(page_blank, "page-blank", GWG, NOTE, "page size", PAGE_END, \
	  "nothing is painted on the page; leave it in only if it is meant to be blank") \
	R(file_layers, "layers", GWG, WARNING, "content", FILE, \
	  "the file has layers, and what prints depends on the reader; flatten them") \
	R(file_attachments, "attachments", GWG, WARNING, "content", FILE, \
	  "files are attached; remove them") \
	R(file_fields, "form-fields", GWG, WARNING, "content", FILE, \
	  "the file has form fields; flatten them into the pages") \
	/* --- PDF/A ------------------------------------------------------------------------ */ \
	R(archive_claim, "a-claim", A, ERROR, "6.6.4", FILE, \
	  "the XMP claims %s of PDF/A; export the file as PDF/A") \
	R(archive_end, "a-trailing-data", A, ERROR, "6.1.3", FILE, \
	  "the file goes on after its end (%%EOF); cut it there, or save it again") \
	R(archive_tagged, "a-untagged", A, ERROR, "6.7.2", FILE, \
	  "the file claims level a and is not tagged (MarkInfo); export it with tags") \
	R(archive_appearances, "a-need-appearances", A, ERROR, "6.4.1", FILE, \
	  "the form leaves its look to the reader (NeedAppearances); save it with the " \
	  "fields' looks") \
	R(archive_attachments, "a-attachments", A, ERROR, "6.1.11", FILE, \
	  "files are attached, which PDF/A-1 bars; remove them, or export as PDF/A-3") \
	R(archive_layer_name, "a-layers-name", A, ERROR, "6.9", FILE, \
	  "the layers' default configuration has no name; give it one") \
	R(archive_relation, "a-attachment-relation", A, ERROR, "6.8", OBJECT, \
	  "an attached file does not say what it is to the document (AFRelationship); " \
	  "attach it again") \
	R(archive_names, "attachment-name", A_UA, ERROR, "6.8", OBJECT, \
	  "an attached file is not named by both F and UF; attach it again") \
	R(archive_action, "a-action", A, ERROR, "6.5.1", OBJECT, \
	  "there is an action of the kind %s; remove it") \
	R(archive_flags, "a-annotation-flags", A, ERROR, "6.3.2", ANNOTATION, \
	  "an annotation is not printed, or is hidden; set its flag Print alone") \
	R(archive_look, "a-annotation-look", A, ERROR, "6.3.3", ANNOTATION, \
	  "an annotation has no appearance of its own (AP); save the file with it") \
	R(archive_kind, "a-annotation-kind", A, ERROR, "6.3.1", ANNOTATION, \
	  "an annotation is of the kind %s; remove it") \
	R(archive_interpolate, "a-interpolate", A, ERROR, "6.2.8", IMAGE, \
	  "an image is to be interpolated; turn that off") \
	R(archive_transparency, "a-transparency", A, ERROR, "6.4", PAGE_END, \
	  "the page is transparent, which PDF/A-1 bars; flatten it, or export as PDF/A-2") \
	R(archive_size, "a-page-size", A, ERROR, "6.1.13", PAGE, \
	  "the page is %s points, and 3 to 14400 are allowed; scale it") \
	R(archive_notdef, "notdef", A_UA, ERROR, "6.2.11.8", PAINT, \
	  "text shows the glyph for missing ones (.notdef) of %s; set it in a font that has the " \
	  "characters") \
	R(archive_unicode, "a-unicode", A, ERROR, "6.2.11.7", FONT, \
	  "the font %s does not say its characters (ToUnicode); export with them") \
	/* --- PDF/UA ----------------------------------------------------------------------- */ \
	R(tags_claim, "ua-claim", UA, ERROR, "5", FILE, \
	  "the XMP does not claim PDF/UA (pdfuaid:part); export the file as PDF/UA") \
	R(tags_marked, "ua-untagged", UA, ERROR, "7.1", FILE, \
	  "the file is not tagged (MarkInfo); export it with tags") \
	R(tags_suspects, "ua-suspects", UA, ERROR, "7.1", FILE, \
	  "the tags are suspects; check them, and export the file without that mark") \
	R(tags_structure, "ua-structure", UA, ERROR, "7.1", FILE, \
	  "there is no structure tree; export the file with tags") \
	R(tags_title, "ua-title", UA, ERROR, "7.1", FILE, \
	  "dc:title is missing; give the document a title") \
	R(tags_title_shown, "ua-title-shown", UA, ERROR, "7.1", FILE, \
	  "the window would show the file's name; set DisplayDocTitle in the viewer's " \
	  "preferences") \
	R(tags_language, "ua-language", UA, ERROR, "7.2", END, \
	  "the document has no language (Lang); set it") \
	R(tags_tabs, "ua-tabs", UA, ERROR, "7.18.3", PAGE, \
	  "the annotations' order is not that of the structure; set Tabs to S") \
	R(tags_annotation, "ua-annotation", UA, ERROR, "7.18.1", ANNOTATION, \
	  "an annotation is not in the structure (StructParent); tag it") \
	R(tags_link, "ua-link-words", UA, ERROR, "7.18.5", ANNOTATION, \
	  "a link has no words of its own (Contents); say where it leads") \
	R(tags_field, "ua-field-name", UA, WARNING, "7.18.4", ANNOTATION, \
	  "a field has no name for readers (TU); name it") \
	R(tags_content, "ua-content", UA, ERROR, "7.1", PAINT, \
	  "it is neither tagged nor an artifact; tag it, or mark it as an artifact") \
	R(tags_unicode, "ua-unicode", UA, ERROR, "7.21.7", FONT, \
	  "the font %s does not say its characters (ToUnicode); export with them") \
	R(tags_figure, "ua-alt", UA, ERROR, "7.3", ELEMENT, \
	  "a %s has no alternative text; write what it shows") \
	R(tags_role, "ua-role", UA, ERROR, "7.1", ELEMENT, \
	  "the type %s is none of PDF's and not mapped to one; map it (RoleMap)") \
	R(tags_heading, "ua-headings", UA, ERROR, "7.4.2", ELEMENT, \
	  "%s; let headings begin with H1 and go down one level at a time") \
	R(tags_note, "ua-note-id", UA, ERROR, "7.9", ELEMENT, \
	  "a note has no ID; give each its own") \
	R(tags_head, "ua-table-head", UA, WARNING, "7.5", ELEMENT, \
	  "a table's head says neither its scope nor an ID; say which cells it is for") \
	R(tags_cell, "ua-nesting", UA, ERROR, "7.2", ELEMENT, \
	  "%s; put it where it belongs")
/* clang-format on */

#define RULES_DECLARE(test, ...) void rules_##test(preflight *p);
RULES_LIST(RULES_DECLARE)
#undef RULES_DECLARE

#endif
