/* words: the table. The words were written from general knowledge of these languages; they have not
 * been compared with a source, nor read by speakers of all of them (the Indic, Thai, Zulu and
 * Mongolian rows least of all). A style sheet's `words:` overrides them. To add a language, add a
 * row; a row for a region or script comes before the language's own. */
#include "document/words.h"

#include <string.h>
#include <strings.h>

typedef struct words_row {
	const char *tags; /* with a space around each */
	const char *words[WORDS];
} words_row;

/* clang-format off */
static const words_row rows[] = {
	/*       Figure, Table, Section, page, Contents,
	 *       Notes, Note, continued, Footnote, Back to the text */
	{" en ", {"Figure", "Table", "Section", "page", "Contents",
		  "Notes", "Note", "continued", "Footnote", "Back to the text at"}},
	{" af ", {"Figuur", "Tabel", "Afdeling", "bladsy", "Inhoud",
		  "Aantekeninge", "Nota", "vervolg", "Voetnoot", "Terug na die teks"}},
	{" ar ", {"شكل", "جدول", "قسم", "صفحة", "المحتويات",
		  "ملاحظات", "ملاحظة", "تابع", "حاشية", "العودة إلى النص"}},
	{" as ", {"চিত্ৰ", "তালিকা", "অনুচ্ছেদ", "পৃষ্ঠা", "সূচীপত্ৰ",
		  "টোকা", "টোকা", "ক্ৰমশঃ", "পাদটীকা", "পাঠলৈ উভতি যাওক"}},
	{" be ", {"Малюнак", "Табліца", "Раздзел", "старонка", "Змест",
		  "Заўвагі", "Заўвага", "працяг", "Зноска", "Назад да тэксту"}},
	{" bg ", {"Фигура", "Таблица", "Раздел", "страница", "Съдържание",
		  "Бележки", "Бележка", "продължение", "Бележка под линия", "Обратно към текста"}},
	{" bn ", {"চিত্র", "সারণী", "অনুচ্ছেদ", "পৃষ্ঠা", "সূচীপত্র",
		  "টীকা", "টীকা", "পূর্বানুবৃত্তি", "পাদটীকা", "পাঠ্যে ফিরুন"}},
	{" bs hr ", {"Slika", "Tablica", "Odjeljak", "stranica", "Sadržaj",
		  "Bilješke", "Napomena", "nastavak", "Bilješka", "Natrag na tekst"}},
	{" ca ", {"Figura", "Taula", "Secció", "pàgina", "Índex",
		  "Notes", "Nota", "continuació", "Nota al peu", "Torna al text"}},
	{" cs ", {"Obrázek", "Tabulka", "Oddíl", "strana", "Obsah",
		  "Poznámky", "Poznámka", "pokračování", "Poznámka pod čarou", "Zpět do textu"}},
	{" cy ", {"Ffigur", "Tabl", "Adran", "tudalen", "Cynnwys",
		  "Nodiadau", "Nodyn", "parhad", "Troednodyn", "Yn ôl i’r testun"}},
	{" da ", {"Figur", "Tabel", "Afsnit", "side", "Indhold",
		  "Noter", "Bemærk", "fortsat", "Fodnote", "Tilbage til teksten"}},
	{" de gsw ", {"Abbildung", "Tabelle", "Abschnitt", "Seite", "Inhalt",
		  "Anmerkungen", "Hinweis", "Fortsetzung", "Fußnote", "Zurück zum Text"}},
	{" el ", {"Σχήμα", "Πίνακας", "Ενότητα", "σελίδα", "Περιεχόμενα",
		  "Σημειώσεις", "Σημείωση", "συνέχεια", "Υποσημείωση", "Πίσω στο κείμενο"}},
	{" eo ", {"Figuro", "Tabelo", "Sekcio", "paĝo", "Enhavo",
		  "Notoj", "Noto", "daŭrigo", "Piednoto", "Reen al la teksto"}},
	{" es ", {"Figura", "Tabla", "Sección", "página", "Índice",
		  "Notas", "Nota", "continuación", "Nota al pie", "Volver al texto"}},
	{" et ", {"Joonis", "Tabel", "Jaotis", "lk", "Sisukord",
		  "Märkused", "Märkus", "järg", "Allmärkus", "Tagasi teksti juurde"}},
	{" eu ", {"Irudia", "Taula", "Atala", "orria", "Aurkibidea",
		  "Oharrak", "Oharra", "jarraipena", "Oin-oharra", "Itzuli testura"}},
	{" fa ", {"شکل", "جدول", "بخش", "صفحه", "فهرست مطالب",
		  "یادداشت‌ها", "یادداشت", "ادامه", "پانویس", "بازگشت به متن"}},
	{" fi ", {"Kuva", "Taulukko", "Luku", "sivu", "Sisällys",
		  "Viitteet", "Huomautus", "jatkuu", "Alaviite", "Takaisin tekstiin"}},
	{" fr ", {"Figure", "Tableau", "Section", "page", "Table des matières",
		  "Notes", "Remarque", "suite", "Note de bas de page", "Retour au texte"}},
	{" ga ", {"Fíor", "Tábla", "Alt", "leathanach", "Clár Ábhair",
		  "Nótaí", "Nóta", "ar lean", "Fonóta", "Ar ais chuig an téacs"}},
	{" gl ", {"Figura", "Táboa", "Sección", "páxina", "Índice",
		  "Notas", "Nota", "continuación", "Nota ao pé", "Volver ao texto"}},
	{" gu ", {"આકૃતિ", "કોષ્ટક", "વિભાગ", "પૃષ્ઠ", "અનુક્રમણિકા",
		  "નોંધો", "નોંધ", "ચાલુ", "પાદટીપ", "લખાણ પર પાછા"}},
	{" he ", {"איור", "טבלה", "סעיף", "עמוד", "תוכן העניינים",
		  "הערות", "הערה", "המשך", "הערת שוליים", "חזרה לטקסט"}},
	{" hi ", {"चित्र", "सारणी", "खंड", "पृष्ठ", "विषय-सूची",
		  "टिप्पणियाँ", "टिप्पणी", "जारी", "पाद-टिप्पणी", "पाठ पर वापस"}},
	{" hu ", {"Ábra", "Táblázat", "Szakasz", "oldal", "Tartalom",
		  "Jegyzetek", "Megjegyzés", "folytatás", "Lábjegyzet", "Vissza a szöveghez"}},
	{" id ", {"Gambar", "Tabel", "Bagian", "halaman", "Daftar Isi",
		  "Catatan", "Catatan", "lanjutan", "Catatan kaki", "Kembali ke teks"}},
	{" is ", {"Mynd", "Tafla", "Kafli", "blaðsíða", "Efnisyfirlit",
		  "Athugasemdir", "Athugasemd", "framhald", "Neðanmálsgrein", "Aftur í textann"}},
	{" it ", {"Figura", "Tabella", "Sezione", "pagina", "Indice",
		  "Note", "Nota", "continua", "Nota a piè di pagina", "Torna al testo"}},
	{" ja ", {"図", "表", "節", "ページ", "目次",
		  "注", "注", "続き", "脚注", "本文に戻る"}},
	{" kn ", {"ಚಿತ್ರ", "ಕೋಷ್ಟಕ", "ವಿಭಾಗ", "ಪುಟ", "ಪರಿವಿಡಿ",
		  "ಟಿಪ್ಪಣಿಗಳು", "ಟಿಪ್ಪಣಿ", "ಮುಂದುವರಿದಿದೆ", "ಅಡಿಟಿಪ್ಪಣಿ", "ಪಠ್ಯಕ್ಕೆ ಹಿಂತಿರುಗಿ"}},
	{" ko ", {"그림", "표", "절", "쪽", "차례",
		  "주", "참고", "계속", "각주", "본문으로"}},
	{" lb ", {"Figur", "Tabell", "Abschnitt", "Säit", "Inhalt",
		  "Notten", "Hiweis", "Fortsetzung", "Foussnott", "Zréck bei den Text"}},
	{" lt ", {"Paveikslas", "Lentelė", "Skyrius", "puslapis", "Turinys",
		  "Pastabos", "Pastaba", "tęsinys", "Išnaša", "Atgal į tekstą"}},
	{" lv ", {"Attēls", "Tabula", "Nodaļa", "lappuse", "Saturs",
		  "Piezīmes", "Piezīme", "turpinājums", "Vēre", "Atpakaļ uz tekstu"}},
	{" ml ", {"ചിത്രം", "പട്ടിക", "വിഭാഗം", "താൾ", "ഉള്ളടക്കം",
		  "കുറിപ്പുകൾ", "കുറിപ്പ്", "തുടർച്ച", "അടിക്കുറിപ്പ്", "പാഠത്തിലേക്ക് മടങ്ങുക"}},
	{" mn ", {"Зураг", "Хүснэгт", "Хэсэг", "хуудас", "Гарчиг",
		  "Тэмдэглэл", "Тэмдэглэл", "үргэлжлэл", "Зүүлт", "Эх рүү буцах"}},
	{" mr ", {"आकृती", "सारणी", "विभाग", "पृष्ठ", "अनुक्रमणिका",
		  "टिपा", "टीप", "पुढे चालू", "तळटीप", "मजकुराकडे परत"}},
	{" nb no ", {"Figur", "Tabell", "Avsnitt", "side", "Innhold",
		  "Noter", "Merk", "fortsatt", "Fotnote", "Tilbake til teksten"}},
	{" nl ", {"Figuur", "Tabel", "Paragraaf", "pagina", "Inhoud",
		  "Noten", "Opmerking", "vervolg", "Voetnoot", "Terug naar de tekst"}},
	{" nn ", {"Figur", "Tabell", "Avsnitt", "side", "Innhald",
		  "Notar", "Merk", "framhald", "Fotnote", "Tilbake til teksten"}},
	{" or ", {"ଚିତ୍ର", "ସାରଣୀ", "ବିଭାଗ", "ପୃଷ୍ଠା", "ସୂଚୀପତ୍ର",
		  "ଟିପ୍ପଣୀ", "ଟିପ୍ପଣୀ", "କ୍ରମଶଃ", "ପାଦଟୀକା", "ପାଠକୁ ଫେରନ୍ତୁ"}},
	{" pa ", {"ਚਿੱਤਰ", "ਸਾਰਣੀ", "ਭਾਗ", "ਪੰਨਾ", "ਤਤਕਰਾ",
		  "ਟਿੱਪਣੀਆਂ", "ਟਿੱਪਣੀ", "ਜਾਰੀ", "ਪੈਰ-ਟਿੱਪਣੀ", "ਪਾਠ ਤੇ ਵਾਪਸ"}},
	{" pl ", {"Rysunek", "Tabela", "Rozdział", "strona", "Spis treści",
		  "Przypisy", "Uwaga", "ciąg dalszy", "Przypis", "Powrót do tekstu"}},
	{" pt-BR ", {"Figura", "Tabela", "Seção", "página", "Sumário",
		  "Notas", "Nota", "continuação", "Nota de rodapé", "Voltar ao texto"}},
	{" pt ", {"Figura", "Tabela", "Secção", "página", "Índice",
		  "Notas", "Nota", "continuação", "Nota de rodapé", "Voltar ao texto"}},
	{" ro ", {"Figura", "Tabelul", "Secțiunea", "pagina", "Cuprins",
		  "Note", "Notă", "continuare", "Notă de subsol", "Înapoi la text"}},
	{" ru ", {"Рисунок", "Таблица", "Раздел", "страница", "Содержание",
		  "Примечания", "Примечание", "продолжение", "Сноска", "Назад к тексту"}},
	{" sk ", {"Obrázok", "Tabuľka", "Oddiel", "strana", "Obsah",
		  "Poznámky", "Poznámka", "pokračovanie", "Poznámka pod čiarou", "Späť do textu"}},
	{" sl ", {"Slika", "Tabela", "Razdelek", "stran", "Kazalo",
		  "Opombe", "Opomba", "nadaljevanje", "Sprotna opomba", "Nazaj na besedilo"}},
	{" sr-Latn ", {"Slika", "Tabela", "Odeljak", "strana", "Sadržaj",
		  "Napomene", "Napomena", "nastavak", "Fusnota", "Nazad na tekst"}},
	{" sr ", {"Слика", "Табела", "Одељак", "страна", "Садржај",
		  "Напомене", "Напомена", "наставак", "Фуснота", "Назад на текст"}},
	{" sv ", {"Figur", "Tabell", "Avsnitt", "sida", "Innehåll",
		  "Noter", "Anmärkning", "fortsättning", "Fotnot", "Tillbaka till texten"}},
	{" ta ", {"படம்", "அட்டவணை", "பிரிவு", "பக்கம்", "உள்ளடக்கம்",
		  "குறிப்புகள்", "குறிப்பு", "தொடர்ச்சி", "அடிக்குறிப்பு", "உரைக்குத் திரும்பு"}},
	{" te ", {"పటం", "పట్టిక", "విభాగం", "పుట", "విషయసూచిక",
		  "గమనికలు", "గమనిక", "కొనసాగింపు", "పాదసూచిక", "పాఠ్యానికి తిరిగి"}},
	{" th ", {"รูปที่", "ตารางที่", "หัวข้อ", "หน้า", "สารบัญ",
		  "หมายเหตุ", "หมายเหตุ", "ต่อ", "เชิงอรรถ", "กลับไปยังเนื้อหา"}},
	{" tr ", {"Şekil", "Tablo", "Bölüm", "sayfa", "İçindekiler",
		  "Notlar", "Not", "devam", "Dipnot", "Metne dön"}},
	{" uk ", {"Рисунок", "Таблиця", "Розділ", "сторінка", "Зміст",
		  "Примітки", "Примітка", "продовження", "Виноска", "Назад до тексту"}},
	{" zh-Hant zh-TW zh-HK ", {"圖", "表", "節", "頁", "目錄",
		  "註釋", "註", "續", "腳註", "返回正文"}},
	{" zh ", {"图", "表", "节", "页", "目录",
		  "注释", "注", "续", "脚注", "返回正文"}},
	{" zu ", {"Umfanekiso", "Ithebula", "Isigaba", "ikhasi", "Okuqukethwe",
		  "Amanothi", "Inothi", "kuyaqhubeka", "Umbhalo waphansi", "Buyela embhalweni"}},
};
/* clang-format on */

static const words_row *row_of(const char *tag, size_t size)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char *at = rows[i].tags; (at = strchr(at, ' ')) && at[1]; at++)
			if (strncasecmp(at + 1, tag, size) == 0 && at[1 + size] == ' ')
				return &rows[i];
	return NULL;
}

/* By the whole tag, then without its last part, and so on: zh-Hant-TW, zh-Hant, zh. */
const char *words_in(const char *lang, words_word word)
{
	size_t size = strlen(lang);
	while (size > 0) {
		const words_row *row = row_of(lang, size);
		if (row)
			return row->words[word];
		while (size > 0 && lang[--size] != '-')
			;
	}
	return NULL;
}
