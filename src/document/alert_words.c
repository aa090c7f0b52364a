/* alert_words: the table. The words were written from general knowledge of these languages, as
 * those of words.c were, and have not been compared with a source. A row for a region or script
 * comes before the language's own. */
#include "document/alert_words.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

typedef struct alert_row {
	const char *tags; /* with a space around each */
	const char *words[ALERTS];
} alert_row;

/* clang-format off */
static const alert_row rows[] = {
	/* Tip, Important, Warning, Caution */
	{" en ", {"Tip", "Important", "Warning", "Caution"}},
	{" af ", {"Wenk", "Belangrik", "Waarskuwing", "Versigtig"}},
	{" ar ", {"نصيحة", "مهم", "تحذير", "تنبيه"}},
	{" be ", {"Парада", "Важна", "Папярэджанне", "Увага"}},
	{" bg ", {"Съвет", "Важно", "Предупреждение", "Внимание"}},
	{" bn ", {"পরামর্শ", "গুরুত্বপূর্ণ", "সতর্কতা", "সাবধান"}},
	{" bs hr ", {"Savjet", "Važno", "Upozorenje", "Oprez"}},
	{" ca ", {"Consell", "Important", "Avís", "Atenció"}},
	{" cs ", {"Tip", "Důležité", "Varování", "Pozor"}},
	{" cy ", {"Awgrym", "Pwysig", "Rhybudd", "Gofal"}},
	{" da ", {"Tip", "Vigtigt", "Advarsel", "Forsigtig"}},
	{" de gsw ", {"Tipp", "Wichtig", "Warnung", "Vorsicht"}},
	{" el ", {"Συμβουλή", "Σημαντικό", "Προειδοποίηση", "Προσοχή"}},
	{" eo ", {"Konsilo", "Grava", "Averto", "Atentu"}},
	{" es ", {"Consejo", "Importante", "Advertencia", "Precaución"}},
	{" et ", {"Nõuanne", "Oluline", "Hoiatus", "Ettevaatust"}},
	{" eu ", {"Aholkua", "Garrantzitsua", "Oharra", "Kontuz"}},
	{" fa ", {"نکته", "مهم", "هشدار", "احتیاط"}},
	{" fi ", {"Vinkki", "Tärkeää", "Varoitus", "Huomio"}},
	{" fr ", {"Conseil", "Important", "Avertissement", "Attention"}},
	{" ga ", {"Leid", "Tábhachtach", "Rabhadh", "Aire"}},
	{" gl ", {"Consello", "Importante", "Advertencia", "Precaución"}},
	{" he ", {"עצה", "חשוב", "אזהרה", "זהירות"}},
	{" hi ", {"सुझाव", "महत्वपूर्ण", "चेतावनी", "सावधान"}},
	{" hu ", {"Tipp", "Fontos", "Figyelmeztetés", "Vigyázat"}},
	{" id ", {"Tips", "Penting", "Peringatan", "Awas"}},
	{" is ", {"Ábending", "Mikilvægt", "Viðvörun", "Varúð"}},
	{" it ", {"Suggerimento", "Importante", "Avvertenza", "Attenzione"}},
	{" ja ", {"ヒント", "重要", "警告", "注意"}},
	{" ko ", {"팁", "중요", "경고", "주의"}},
	{" lb ", {"Tipp", "Wichteg", "Warnung", "Virsiicht"}},
	{" lt ", {"Patarimas", "Svarbu", "Įspėjimas", "Atsargiai"}},
	{" lv ", {"Padoms", "Svarīgi", "Brīdinājums", "Uzmanību"}},
	{" nb nn no ", {"Tips", "Viktig", "Advarsel", "Forsiktig"}},
	{" nl ", {"Tip", "Belangrijk", "Waarschuwing", "Let op"}},
	{" pl ", {"Wskazówka", "Ważne", "Ostrzeżenie", "Uwaga"}},
	{" pt ", {"Dica", "Importante", "Aviso", "Cuidado"}},
	{" ro ", {"Sfat", "Important", "Avertisment", "Atenție"}},
	{" ru ", {"Совет", "Важно", "Предупреждение", "Осторожно"}},
	{" sk ", {"Tip", "Dôležité", "Varovanie", "Pozor"}},
	{" sl ", {"Nasvet", "Pomembno", "Opozorilo", "Pozor"}},
	{" sr-Latn ", {"Savet", "Važno", "Upozorenje", "Oprez"}},
	{" sr ", {"Савет", "Важно", "Упозорење", "Опрез"}},
	{" sv ", {"Tips", "Viktigt", "Varning", "Försiktigt"}},
	{" th ", {"เคล็ดลับ", "สำคัญ", "คำเตือน", "ข้อควรระวัง"}},
	{" tr ", {"İpucu", "Önemli", "Uyarı", "Dikkat"}},
	{" uk ", {"Порада", "Важливо", "Попередження", "Обережно"}},
	{" zh-Hant zh-TW zh-HK ", {"提示", "重要", "警告", "小心"}},
	{" zh ", {"提示", "重要", "警告", "小心"}},
};
/* clang-format on */

static const alert_row *row_of(const char *tag, size_t size)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char *at = rows[i].tags; (at = strchr(at, ' ')) && at[1]; at++)
			if (strncasecmp(at + 1, tag, size) == 0 && at[1 + size] == ' ')
				return &rows[i];
	return NULL;
}

/* By the whole tag, then without its last part, and so on. */
const char *alert_words_in(const char *lang, alert_word word)
{
	for (size_t size = strlen(lang); size > 0;) {
		const alert_row *row = row_of(lang, size);
		if (row)
			return row->words[word];
		while (size > 0 && lang[--size] != '-')
			;
	}
	return NULL;
}
