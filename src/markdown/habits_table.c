/* habits_table: the table of the languages' habits. To add a language, add a row; the fields are
 * explained in habits.h, and a field that is left out means that the language has no such habit.
 *
 * The rows were written from general knowledge of these languages. No row has been compared yet
 * with the works named here, and no native reader has checked the table. Correct a row if its
 * authority disagrees.
 *
 * Authorities. Quotation marks: the languages' own style guides as Unicode's CLDR collects them
 * (delimiters). English: The Chicago Manual of Style (17th ed., 6.113-6.121, 7.15, 10.*) and New
 * Hart's Rules (2nd ed., 2.5, 4.2, 10). French: Lexique des règles typographiques en usage à
 * l'Imprimerie nationale (espaces, abréviations). German: Duden, Die deutsche Rechtschreibung
 * (Hinweise für das Maschinenschreiben) and DIN 5008. Dutch: Taalunie, Taaladvies. Italian: UNI
 * 6015 and the Accademia della Crusca on apocope. Spanish: RAE, Ortografía (2010), VIII.
 * Portuguese: Acordo Ortográfico (1990). Nordic languages: Dansk Sprognævn, Retskrivningsordbogen;
 * Språkrådet, Skriveregler; Språkrådet (Norge); Kotus, Kielitoimiston ohjepankki. Czech: ČSN 01
 * 6910 and the Internetová jazyková příručka (zalomení řádků). Slovak: STN 01 6910. Polish:
 * PN-83/P-55366. Russian, Ukrainian, Belarusian: A. E. Milchin and L. K. Cheltsova, Spravochnik
 * izdatelya i avtora (3rd ed., 7.1, 16). Hungarian: A magyar helyesírás szabályai (12th ed.). Units
 * are the International System's and those used with it. */
#include "markdown/habits.h"

#include <stddef.h>

/* clang-format off */
/* Kept together in every language. */
const char habits_any_numbers[] =
	" p. pp. P. No. no. Nr. nr. Nos. nos. n° N° nº Nº № § §§ ¶ vol. Vol. Fig. fig. Art. art. "
	"× ÷ · ± £ $ € ¥ ₣ ₤ ₽ ₴ ₺ ₹ US$ R$ A$ C$ CHF EUR USD GBP ";
const char habits_any_counts[] =
	" kg g mg µg t km m dm cm mm µm nm ha l dl cl ml h min s ms µs ns Hz kHz MHz GHz B kB "
	"MB GB TB KiB MiB GiB TiB bit W kW MW GW Wh kWh MWh GWh V kV mV A mA K J kJ "
	"MJ N kN Pa hPa kPa MPa bar "
	"°C °F ° % ‰ € $ £ ¥ ₽ ₴ CHF EUR USD GBP pt px dpi ft lb oz mol lx lm cd dB km/h "
	"m/s m² m³ km² cm² cm³ mm² kg/m³ rpm × ÷ · Mio. Mrd. ";

/* Lists of languages that have more than one row. */
#define FR_ENDS \
	" l d j m n s t c qu jusqu lorsqu puisqu quoiqu "
#define FR_NAMES \
	" M. MM. Mme Mmes Mlle Mlles Mgr Me Mes Dr Drs Pr Vve St Ste S. Saint Sainte " \
	"R.P. "
#define FR_NUMBERS \
	" no nos n° p. pp. fig. tabl. chap. chapitre art. article al. vol. t. tome " \
	"coll. fo ch. § h figure tableau page pages section partie livre acte scène " \
	"note "
#define FR_COUNTS \
	" janvier février mars avril mai juin juillet août septembre octobre novembre " \
	"décembre janv. févr. avr. juill. sept. oct. nov. déc. siècle siècles s. av. " \
	"apr. euros francs centimes pour heures minutes ans "
#define FR_PHRASES \
	" av.J.-C. apr.J.-C. J.-C. c.-à-d. p.ex. N.-D. "
#define DE_BEGINS \
	" s t n ne nem nen ner nes m rum raus rein rauf runter rüber naus nauf nunter " \
	"nüber ran rin st "
#define DE_NAMES \
	" Dr. Prof. Hr. Hrn. Fr. Frl. St. Hl. hl. Ing. Dipl.-Ing. Mag. Herr Herrn " \
	"Frau "
#define DE_NUMBERS \
	" S. Abb. Abs. Absatz Art. Artikel Bd. Bde. Kap. Kapitel Tab. Tabelle " \
	"Abbildung Seite Seiten Teil Ziff. Ziffer Nr. Nrn. Rn. Rz. Z. Bl. H. Heft " \
	"Lfg. Anm. Anh. Anl. Abschn. Abschnitt Aufl. Jg. Sp. V. Vers Gl. Formel Satz " \
	"Buchst. lit. Kl. "
#define DE_COUNTS \
	" Januar Jänner Februar Feber März April Mai Juni Juli August September " \
	"Oktober November Dezember Jan. Feb. Febr. Apr. Aug. Sept. Okt. Nov. Dez. Uhr " \
	"Jahrhundert Jahrhunderts Jh. Jhdt. Jahrtausend Euro Cent Franken Mark " \
	"Prozent Std. Min. Sek. Stk. Tsd. Millionen Milliarden Mill. Aufl. Auflage " \
	"Jg. ff. f. "
#define DE_PHRASES \
	" v.Chr. n.Chr. u.dgl. u.ä. u.Ä. o.ä. o.Ä. z.Zt. z.Hd. z.Tl. i.Allg. i.Tr. " \
	"i.Br. a.M. u.U. d.Gr. d.J. d.Ä. S.f. b.w. usw.f. "
#define IT_BEGINS \
	" ndrangheta ndranghete ndranghetista nduja na sto sti ste "
#define IT_ENDS \
	" po mo di fa va sta da be de to ca fe pie ma do vo su ne co que beʼ "
#define IT_NAMES \
	" Sig. Sig.ra Sig.na Sigg. Dott. Dott.ssa dott. dott.ssa Dr. Prof. Prof.ssa prof. " \
	"prof.ssa Avv. avv. Ing. ing. On. S. San Santa Mons. Don sig. sig.ra "
#define IT_NUMBERS \
	" pag. pagg. p. pp. fig. figg. tab. tabb. cap. capp. art. artt. vol. voll. n. " \
	"nn. sez. § co. lett. "
#define IT_COUNTS \
	" gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre " \
	"novembre dicembre secolo sec. euro lire milioni miliardi "
#define PT_NAMES \
	" D. Sr. Sra. Srta. Srs. Dr. Dra. Prof. Profa. Eng. Sto. Sta. São Santo Santa " \
	"Exmo. Pe. "
#define HR_NAMES \
	" g. gđa gđica dr. prof. mr. ing. sv. Dr. Prof. Sv. ul. "
#define HR_NUMBERS \
	" str. br. sl. slika tab. tablica pogl. čl. st. sv. god. razd. "
#define HR_COUNTS \
	" siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna " \
	"listopada studenoga prosinca januara februara marta aprila maja juna jula " \
	"avgusta septembra oktobra novembra decembra stoljeća stoljeće veka vek kuna " \
	"eura dinara tis. mil. mlrd. posto "
#define HR_PHRASES \
	" pr.Kr. po.Kr. n.e. p.n.e. t.j. i.sl. t.zv. "

/* The first row that names a tag, or else its language, is the one; the first of all is for
 * languages without a row. */
const habits habits_table[] = {
	{.tags = " en ",
	 .marks = {"“", "”", "‘", "’"},
	 .begins = " tis twas twere twill twould til em cause bout round n cuz fraid kay sup "
		"nother ",
	 .ends = " -s -x -z -in o th an wi ol ",
	 .names = " Mr. Mrs. Ms. Mx. Messrs. Mr Mrs Ms Mx Dr. Dr Drs. Prof. Prof Rev. Revd Hon. "
		"St. St Sts. Ste. Fr. Sr. Br. Bro. Capt. Col. Gen. Lt. Maj. Sgt. Cpl. Adm. "
		"Cmdr. Gov. Sen. Rep. Pres. Mt. Mt Ft. Mme. Mlle. M. ",
	 .numbers = " Chapter Chapters chapter chapters Ch. ch. chs. Chap. chap. Section Sections "
		"section sections Sec. sec. Figure Figures figure figures Figs. figs. Table "
		"Tables table tables Part Parts part Book book Act Scene Appendix Article "
		"Page Pages page pages Line line lines l. ll. n. nn. note fol. ff. Eq. eq. "
		"Eqs. eqs. Equation equation Ex. ex. Example Volume vols. Vols. Lemma Theorem "
		"Vol. Canto Psalm January February March April May June July August September "
		"October November December Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. ",
	 .counts = " a.m. p.m. A.M. P.M. am pm AD BC CE BCE A.D. B.C. o’clock o'clock January "
		"February March April May June July August September October November "
		"December Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec. mph mi yd hrs hr. "
		"mins secs per percent thousand million billion trillion dollars pounds euros "
		"cents ",
	 .phrases = " Mr.and Mrs.and Ms.and Messrs.and Dr.and Sr.and "},
	/* The Swiss set guillemets close to the words, and thin spaces before all high marks. */
	{.tags = " fr-CH ",
	 .marks = {"«", "»", "‹", "›"},
	 .high = HABITS_THIN,
	 .colon = HABITS_THIN,
	 .begins = " tit tite tits tites tain y ",
	 .ends = FR_ENDS,
	 .names = FR_NAMES,
	 .numbers = FR_NUMBERS,
	 .counts = FR_COUNTS,
	 .phrases = FR_PHRASES},
	/* The Office québécois: a space in guillemets and before the colon alone. */
	{.tags = " fr-CA ",
	 .marks = {"«" HABITS_NBSP, HABITS_NBSP "»", "“", "”"},
	 .inside = HABITS_NBSP,
	 .colon = HABITS_NBSP,
	 .begins = " tit tite tits tites tain y ",
	 .ends = FR_ENDS,
	 .names = FR_NAMES,
	 .numbers = FR_NUMBERS,
	 .counts = FR_COUNTS,
	 .phrases = FR_PHRASES},
	{.tags = " fr br ",
	 .marks = {"«" HABITS_THIN, HABITS_THIN "»", "“", "”"},
	 .inside = HABITS_THIN,
	 .high = HABITS_THIN,
	 .colon = HABITS_NBSP,
	 .begins = " tit tite tits tites tain y ",
	 .ends = FR_ENDS,
	 .names = FR_NAMES,
	 .numbers = FR_NUMBERS,
	 .counts = FR_COUNTS,
	 .phrases = FR_PHRASES},
	{.tags = " de-CH de-LI gsw ",
	 .marks = {"«", "»", "‹", "›"},
	 .begins = DE_BEGINS,
	 .ends = " -s -ß -x -z -ce ",
	 .names = DE_NAMES,
	 .numbers = DE_NUMBERS,
	 .counts = DE_COUNTS,
	 .phrases = DE_PHRASES,
	 .ordinals = true},
	{.tags = " de ",
	 .marks = {"„", "“", "‚", "‘"},
	 .begins = DE_BEGINS,
	 .ends = " -s -ß -x -z -ce ",
	 .names = DE_NAMES,
	 .numbers = DE_NUMBERS,
	 .counts = DE_COUNTS,
	 .phrases = DE_PHRASES,
	 .ordinals = true},
	{.tags = " hsb dsb ",
	 .marks = {"„", "“", "‚", "‘"},
	 .ordinals = true},
	{.tags = " lb ",
	 .marks = {"„", "“", "‚", "‘"},
	 .begins = " t s n d ",
	 .ends = " d -s ",
	 .names = " Dr. Prof. Här Häre Madame Joffer Mme M. St. ",
	 .numbers = " S. Säit Säiten Art. Artikel Abs. Nr. Nummer Kap. Kapitel Bd. Band Fig. "
		"Figur Tabell Abschnitt ",
	 .counts = " Januar Februar Mäerz Abrëll Mee Juni Juli August September Oktober November "
		"Dezember Auer Joerhonnert Euro Cent Prozent Milliounen Milliarden ",
	 .phrases = " v.Chr. n.Chr. u.a. z.B. ",
	 .ordinals = true},
	{.tags = " nl ",
	 .marks = {"“", "”", "‘", "’"},
	 .begins = " s t n k m r ns tis twas ",
	 .ends = " -s -x -z -sj -ce ",
	 .names = " dhr. mevr. mw. dr. drs. prof. ir. ing. mr. ds. St. Sint Dr. Prof. Dhr. "
		"Mevr. Mw. Drs. Ir. Mr. Ds. ",
	 .numbers = " blz. pag. afb. tab. hfst. deel dl. art. par. jrg. afl. nr. nrs. figuur "
		"tabel pagina hoofdstuk paragraaf artikel bijlage ",
	 .counts = " januari februari maart april mei juni juli augustus september oktober "
		"november december jan. feb. mrt. apr. aug. sept. okt. nov. dec. uur euro "
		"eeuw miljoen miljard procent ",
	 .phrases = " v.Chr. n.Chr. o.a. d.w.z. m.a.w. t.a.v. e.d. a.u.b. t.g.v. z.o.z. "},
	{.tags = " af ",
	 .marks = {"“", "”", "‘", "’"},
	 .begins = " n t k s ",
	 .ends = " -s ",
	 .names = " mnr. mev. mej. dr. prof. ds. Mnr. Mev. Mej. Dr. Prof. Ds. ",
	 .numbers = " bl. bls. nr. hfst. afb. tabel figuur bladsy hoofstuk artikel ",
	 .counts = " Januarie Februarie Maart April Mei Junie Julie Augustus September Oktober "
		"November Desember uur rand eeu miljoen miljard persent ",
	 .phrases = " v.C. n.C. d.w.s. m.a.w. o.a. "},
	{.tags = " fy ",
	 .marks = {"“", "”", "‘", "’"},
	 .begins = " t s n k ",
	 .ends = " -s "},
	{.tags = " li ",
	 .marks = {"“", "”", "‘", "’"},
	 .begins = " t s n k ",
	 .ends = " -s "},
	{.tags = " it-CH ",
	 .marks = {"«", "»", "‹", "›"},
	 .begins = IT_BEGINS,
	 .ends = IT_ENDS,
	 .names = IT_NAMES,
	 .numbers = IT_NUMBERS,
	 .counts = IT_COUNTS,
	 .phrases = " a.C. d.C. p.es. c.d. s.l.m. "},
	{.tags = " it ",
	 .marks = {"«", "»", "“", "”"},
	 .begins = IT_BEGINS,
	 .ends = IT_ENDS,
	 .names = IT_NAMES,
	 .numbers = IT_NUMBERS,
	 .counts = IT_COUNTS,
	 .phrases = " a.C. d.C. p.es. c.d. s.l.m. "},
	{.tags = " rm ",
	 .marks = {"«", "»", "‹", "›"}},
	{.tags = " es ",
	 .marks = {"«", "»", "“", "”"},
	 .names = " D. Da. D.ª Dña. Don Doña Sr. Sra. Srta. Sres. Dr. Dra. Prof. Profa. Sto. "
		"Sta. San Santa Ud. Lic. Ing. Excmo. Ilmo. Fr. Mons. ",
	 .numbers = " pág. págs. p. pp. fig. figs. tab. cap. caps. art. arts. vol. vols. núm. "
		"núms. n.º N.º t. sec. figura tabla página capítulo artículo sección siglo s. "
		"ss. ",
	 .counts = " de enero febrero marzo abril mayo junio julio agosto septiembre octubre "
		"noviembre diciembre euros pesetas pesos millones ",
	 .phrases = " EE.UU. a.C. d.C. p.ej. JJ.OO. CC.OO. FF.AA. RR.HH. S.A. a.m. p.m. c.c. "
		"q.e.p.d. s.l. s.f. "},
	{.tags = " ca ",
	 .marks = {"«", "»", "“", "”"},
	 .ends = " d l s n ",
	 .names = " Sr. Sra. Srta. Srs. Dr. Dra. Prof. En Na Mn. St. Sta. Sant Santa ",
	 .numbers = " pàg. pàgs. p. pp. fig. taula cap. art. vol. núm. núms. n. t. segle s. "
		"figura pàgina capítol article secció ",
	 .counts = " gener febrer març abril maig juny juliol agost setembre octubre novembre "
		"desembre euros milions ",
	 .phrases = " a.C. d.C. p.ex. EUA "},
	{.tags = " gl ",
	 .marks = {"«", "»", "“", "”"},
	 .names = " D. Dna. Sr. Sra. Srta. Dr. Dra. Prof. San Santo Santa ",
	 .numbers = " páx. páxs. p. pp. fig. cap. art. vol. núm. n.º t. século s. figura táboa "
		"páxina capítulo artigo sección ",
	 .counts = " de xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro "
		"novembro decembro euros millóns ",
	 .phrases = " a.C. d.C. p.ex. "},
	{.tags = " pt-BR ",
	 .marks = {"“", "”", "‘", "’"},
	 .names = PT_NAMES,
	 .numbers = " pág. págs. p. pp. fig. figs. tab. cap. caps. art. arts. vol. vols. n.º nº "
		"t. século séc. figura tabela página capítulo artigo seção ",
	 .counts = " de janeiro fevereiro março abril maio junho julho agosto setembro outubro "
		"novembro dezembro reais euros milhões bilhões ",
	 .phrases = " a.C. d.C. p.ex. S.A. "},
	{.tags = " pt pt-PT ",
	 .marks = {"«", "»", "“", "”"},
	 .names = PT_NAMES,
	 .numbers = " pág. págs. p. pp. fig. figs. tab. cap. caps. art. arts. vol. vols. n.º nº "
		"t. século séc. figura tabela página capítulo artigo secção ",
	 .counts = " de janeiro fevereiro março abril maio junho julho agosto setembro outubro "
		"novembro dezembro euros milhões ",
	 .phrases = " a.C. d.C. p.ex. S.A. "},
	{.tags = " el ",
	 .marks = {"«", "»", "“", "”"},
	 .ends = " -τ -π -λ -σ -μ -θ -φ -ν -δ -ρ απ σ τ μ κ θ π παρ κατ μετ αντ επ υπ δι αλλ ",
	 .names = " κ. κα κ.κ. Δρ. Δρ δρ. Καθ. καθ. Αγ. αγ. Σεβ. ",
	 .numbers = " σ. σσ. σελ. εικ. πίν. κεφ. άρθρο άρθρ. αρ. αριθ. τ. τόμ. παρ. Κεφάλαιο "
		"Πίνακας Εικόνα ",
	 .counts = " Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου "
		"Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου αι. αιώνα ευρώ εκ. εκατ. δισ. "
		"π.μ. μ.μ. ",
	 .phrases = " π.Χ. μ.Χ. π.χ. κ.λπ. κ.ά. δηλ. "},
	{.tags = " grc ",
	 .marks = {"«", "»", "“", "”"},
	 .ends = " -τ -π -λ -σ -μ -θ -φ -ν -δ -ρ -κ -γ "},
	{.tags = " eu ast mt oc ",
	 .marks = {"«", "»", "“", "”"},
	 .ends = " d l s n qu "},
	{.tags = " da ",
	 .marks = {"»", "«", "›", "‹"},
	 .begins = " et n s ",
	 .ends = " -s -x -z ",
	 .names = " hr. fru dr. prof. Hr. Fru Dr. Prof. Skt. Sct. ing. cand. ",
	 .numbers = " s. side sider nr. kap. fig. figur tabel afsnit art. stk. bd. bind årg. pkt. "
		"kr. kl. ",
	 .counts = " januar februar marts april maj juni juli august september oktober november "
		"december jan. feb. apr. aug. sept. okt. nov. dec. kr. kroner øre århundrede "
		"procent pct. mio. mia. ",
	 .phrases = " f.Kr. e.Kr. f.eks. bl.a. o.l. m.v. m.m. d.v.s. p.t. o.s.v. t.h. t.v. i.a. ",
	 .ordinals = true},
	{.tags = " nb nn no ",
	 .marks = {"«", "»", "‘", "’"},
	 .begins = " n a s ",
	 .ends = " -s -x -z ",
	 .names = " hr. fru dr. prof. Hr. Fru Dr. Prof. St. Sta. ",
	 .numbers = " s. side sider nr. kap. fig. figur tabell avsnitt art. bd. bind årg. pkt. kr "
		"kr. kl. ",
	 .counts = " januar februar mars april mai juni juli august september oktober november "
		"desember jan. feb. apr. aug. sept. okt. nov. des. kr kroner øre århundre "
		"hundreår prosent pst. mill. mrd. ",
	 .phrases = " f.Kr. e.Kr. f.eks. bl.a. o.l. m.m. d.v.s. o.s.v. p.g.a. t.d. i.e. ",
	 .ordinals = true},
	{.tags = " fo ",
	 .marks = {"«", "»", "‘", "’"},
	 .ordinals = true},
	{.tags = " sv ",
	 .marks = {"”", "”", "’", "’"},
	 .begins = " na n en et an ",
	 .ends = " -s -x -z ",
	 .names = " hr fru dr prof. Hr Fru Dr Prof. S:t S:ta tf. ",
	 .numbers = " s. sid. sida sidor nr nr. kap. fig. figur tabell avsnitt art. bd band årg. "
		"p. mom. st. ",
	 .counts = " januari februari mars april maj juni juli augusti september oktober "
		"november december jan. febr. apr. aug. sept. okt. nov. dec. kr kronor öre "
		"procent århundradet mnkr mdkr miljoner miljarder ",
	 .phrases = " f.Kr. e.Kr. t.ex. bl.a. d.v.s. m.m. m.fl. o.s.v. p.g.a. s.k. f.d. fr.o.m. "
		"t.o.m. i.e. "},
	{.tags = " is ",
	 .marks = {"„", "“", "‚", "‘"},
	 .names = " hr. frú dr. próf. sr. sra. Hr. Dr. Próf. Sr. ",
	 .numbers = " bls. nr. kafli gr. mgr. tbl. mynd tafla árg. bd. ",
	 .counts = " janúar febrúar mars apríl maí júní júlí ágúst september október nóvember "
		"desember kr. króna krónur prósent öld aldar milljónir milljarðar ",
	 .phrases = " f.Kr. e.Kr. t.d. þ.e. o.fl. m.a. s.s. o.s.frv. a.m.k. u.þ.b. ",
	 .ordinals = true},
	{.tags = " fi ",
	 .marks = {"”", "”", "’", "’"},
	 .names = " tri hra rva prof. Tri Hra Rva Prof. Pyhä ",
	 .numbers = " s. ss. nro n:o kuva taulukko luku sivu sivut osa § kohta liite ",
	 .counts = " tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta "
		"heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta euroa markkaa "
		"prosenttia vuosisata vuosisadan milj. mrd. ",
	 .phrases = " eKr. jKr. e.Kr. j.Kr. ",
	 .ordinals = true},
	{.tags = " se ",
	 .marks = {"”", "”", "’", "’"},
	 .ordinals = true},
	{.tags = " et ",
	 .marks = {"„", "”", "‚", "’"},
	 .names = " hr pr prl dr prof. Hr Pr Dr Prof. ",
	 .numbers = " lk nr nr. joon. tabel joonis peatükk art. § lõige kd. kt. ptk ",
	 .counts = " jaanuar jaanuari veebruar veebruari märts märtsi aprill aprilli mai juuni "
		"juuli august augusti september septembri oktoober oktoobri november novembri "
		"detsember detsembri eurot krooni protsenti sajand sajandi mln mld ",
	 .phrases = " e.Kr. p.Kr. e.m.a. m.a.j. ",
	 .ordinals = true},
	{.tags = " lv ",
	 .marks = {"„", "”", "‚", "’"},
	 .names = " kgs. kdze dr. prof. Dr. Prof. sv. ",
	 .numbers = " lpp. nr. Nr. att. tab. nod. pants pt. sēj. attēls tabula nodaļa ",
	 .counts = " janvāris janvārī februāris februārī marts martā aprīlis aprīlī maijs maijā "
		"jūnijs jūnijā jūlijs jūlijā augusts augustā septembris septembrī oktobris "
		"oktobrī novembris novembrī decembris decembrī gads gada gadā gs. eiro milj. "
		"mljrd. lpp. ",
	 .phrases = " p.m.ē. m.ē. u.c. u.tml. t.i. t.sk. ",
	 .ordinals = true},
	{.tags = " lt ",
	 .marks = {"„", "“", "‚", "‘"},
	 .names = " p. dr. prof. doc. šv. kun. Dr. Prof. Šv. g. a. ",
	 .numbers = " p. psl. nr. Nr. pav. lent. sk. skyrius str. t. d. pvz. ",
	 .counts = " m. d. a. mėn. val. sausio vasario kovo balandžio gegužės birželio liepos "
		"rugpjūčio rugsėjo spalio lapkričio gruodžio eurų euro litų proc. mln. mlrd. "
		"tūkst. ",
	 .phrases = " pr.Kr. po.Kr. m.e. t.y. t.p. t.t. ir.kt. "},
	{.tags = " pl ",
	 .marks = {"„", "”", "«", "»"},
	 .names = " dr prof. hab. mgr inż. św. ks. o. p. pan pani płk gen. kpt. por. im. ul. "
		"al. pl. Dr Prof. Św. Ks. ",
	 .numbers = " s. str. nr nr. rys. tab. rozdz. rozdział art. ust. pkt t. tom poz. par. "
		"lit. zob. fig. rysunek tabela ",
	 .counts = " stycznia lutego marca kwietnia maja czerwca lipca sierpnia września "
		"października listopada grudnia r. w. wiek wieku roku zł gr złotych euro tys. "
		"mln mld proc. godz. min ",
	 .small = " a i o u w z ",
	 .phrases = " p.n.e. n.e. m.in. m.st. np. tzn. t.j. i.in. b.m. b.d. b.r. "},
	{.tags = " cs ",
	 .marks = {"„", "“", "‚", "‘"},
	 .names = " pan paní p. MUDr. JUDr. PhDr. RNDr. Ing. Mgr. Bc. Dr. dr. prof. Prof. doc. "
		"Doc. sv. ul. nám. gen. kpt. ",
	 .numbers = " s. str. č. obr. tab. kap. kapitola čl. odst. písm. sv. roč. bod díl část § ",
	 .counts = " ledna února března dubna května června července srpna září října listopadu "
		"prosince stol. století Kč korun haléřů eur let h hod. tis. mil. mld. procent ",
	 .small = " k s v z o u a i ",
	 .phrases = " př.n. př.n.l. n.l. n.m. př.Kr. po.Kr. t.j. t.č. t.r. m.j. a.s. s.r.o. s.p. ",
	 .ordinals = true},
	{.tags = " sk ",
	 .marks = {"„", "“", "‚", "‘"},
	 .names = " pán pani p. MUDr. JUDr. PhDr. RNDr. Ing. Mgr. Bc. Dr. dr. prof. Prof. doc. "
		"Doc. sv. ul. nám. gen. kpt. ",
	 .numbers = " s. str. č. obr. tab. kap. kapitola čl. ods. písm. zv. roč. bod diel časť § ",
	 .counts = " januára februára marca apríla mája júna júla augusta septembra októbra "
		"novembra decembra stor. storočia storočie Sk korún eur rokov h hod. tis. "
		"mil. mld. percent ",
	 .small = " k s v z o u a i ",
	 .phrases = " pred.n. n.l. n.m. pr.Kr. po.Kr. t.j. t.č. t.r. a.s. s.r.o. ",
	 .ordinals = true},
	{.tags = " sl ",
	 .marks = {"„", "“", "‚", "‘"},
	 .names = " g. ga. gdč. dr. prof. mag. inž. sv. Dr. Prof. Sv. ",
	 .numbers = " str. št. sl. slika tab. tabela pogl. čl. odst. zv. let. razd. gl. ",
	 .counts = " januarja februarja marca aprila maja junija julija avgusta septembra "
		"oktobra novembra decembra stoletja stoletje evrov odstotkov mio. mrd. ",
	 .small = " k h s z v o ",
	 .phrases = " pr.n.št. n.št. pr.Kr. po.Kr. t.i. i.dr. t.j. m.dr. ",
	 .ordinals = true},
	{.tags = " hr bs ",
	 .marks = {"„", "”", "‚", "’"},
	 .names = HR_NAMES,
	 .numbers = HR_NUMBERS,
	 .counts = HR_COUNTS,
	 .phrases = HR_PHRASES,
	 .ordinals = true},
	{.tags = " sr-Latn ",
	 .marks = {"„", "”", "‚", "’"},
	 .names = HR_NAMES,
	 .numbers = HR_NUMBERS,
	 .counts = HR_COUNTS,
	 .phrases = HR_PHRASES,
	 .ordinals = true},
	{.tags = " sr sr-Cyrl ",
	 .marks = {"„", "”", "‚", "’"},
	 .names = " г. гђа гђица др проф. мр св. ул. Др Проф. Св. ",
	 .numbers = " стр. бр. сл. слика таб. табела погл. чл. ст. св. год. ",
	 .counts = " јануара фебруара марта априла маја јуна јула августа септембра октобра "
		"новембра децембра века век динара евра кг г мг т км м см мм л мл ч мин с "
		"хиљ. мил. млрд. посто ",
	 .phrases = " п.н.е. н.е. т.ј. и.сл. т.зв. ",
	 .ordinals = true},
	{.tags = " mk ",
	 .marks = {"„", "“", "‚", "‘"},
	 .names = " г. г-ѓа д-р проф. св. ул. ",
	 .numbers = " стр. бр. сл. таб. гл. чл. ст. ",
	 .counts = " јануари февруари март април мај јуни јули август септември октомври ноември "
		"декември век кг г т км м см мм л мин с "},
	{.tags = " bg ",
	 .marks = {"„", "“", "‚", "‘"},
	 .names = " г-н г-жа г-ца д-р проф. доц. инж. св. ул. бул. гр. с. им. акад. ",
	 .numbers = " стр. с. бр. № фиг. табл. гл. чл. ал. т. том сн. ",
	 .counts = " януари февруари март април май юни юли август септември октомври ноември "
		"декември г. год. в. век лв. лева ст. кг г мг т км м см мм л мл ч. мин с хил. "
		"млн. млрд. ",
	 .phrases = " пр.Хр. сл.Хр. т.е. т.н. т.г. и.др. пр.н.е. н.е. "},
	{.tags = " ru ",
	 .marks = {"«", "»", "„", "“"},
	 .names = " г. г-н г-жа гг. гр. д-р проф. акад. доц. инж. св. ул. пр. пер. пл. пос. "
		"дер. им. тов. о. оз. р. гор. обл. ",
	 .numbers = " с. стр. гл. рис. табл. т. тт. кн. ч. п. пп. ст. см. № § вып. ред. изд. "
		"рубл. ",
	 .counts = " кг г мг т км м дм см мм мкм нм га л мл ч мин с мс сут. Гц кГц МГц ГГц Б КБ "
		"МБ ГБ ТБ Вт кВт МВт В кВ А К Дж кДж Н Па кПа МПа бар км/ч м/с м² м³ км² см² "
		"января февраля марта апреля мая июня июля августа сентября октября ноября "
		"декабря г. гг. в. вв. в век века год года году лет руб. коп. рублей тыс. млн "
		"млрд трлн чел. экз. с. стр. долл. евро шт. раз ",
	 .small = " а в и к о с у я ",
	 .tails = " б бы ж же ли ль ",
	 .phrases = " т.д. т.п. т.е. т.к. т.н. т.о. н.э. и.т. до.н.э. и.др. и.пр. н.ст. ст.ст. "},
	{.tags = " uk ",
	 .marks = {"«", "»", "„", "“"},
	 .names = " п. пан пані д-р проф. акад. доц. інж. св. вул. просп. пров. пл. ім. м. с. "
		"о. р. обл. ",
	 .numbers = " с. стор. гл. рис. табл. т. кн. ч. п. пп. ст. див. № § вип. розд. ",
	 .counts = " кг г мг т км м дм см мм мкм нм га л мл ч хв с мс сут. Гц кГц МГц ГГц Б КБ "
		"МБ ГБ ТБ Вт кВт МВт В кВ А К Дж кДж год Н Па кПа МПа бар км/ч м/с м² м³ км² "
		"см² січня лютого березня квітня травня червня липня серпня вересня жовтня "
		"листопада грудня р. рр. ст. рік року років грн коп. гривень тис. млн млрд "
		"трлн осіб прим. с. дол. євро разів ",
	 .small = " а б в є з і й о у я ",
	 .tails = " б би ж же ",
	 .phrases = " т.д. т.п. т.зв. т.ч. н.е. до.н.е. і.т. та.ін. й.ін. "},
	{.tags = " be ",
	 .marks = {"«", "»", "„", "“"},
	 .names = " п. пан пані д-р праф. акад. дац. св. вул. пр. пл. ім. г. в. о. р. вобл. ",
	 .numbers = " с. стар. гл. мал. табл. т. кн. ч. п. арт. № § вып. ",
	 .counts = " кг г мг т км м дм см мм мкм нм га л мл ч мин с мс сут. Гц кГц МГц ГГц Б КБ "
		"МБ ГБ ТБ Вт кВт МВт В кВ А К Дж кДж Н Па кПа МПа бар км/ч м/с м² м³ км² см² "
		"студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня "
		"кастрычніка лістапада снежня г. гг. ст. год года гадоў руб. кап. тыс. млн "
		"млрд ",
	 .small = " а б і й з у ў о я ",
	 .tails = " б бы ж жа ",
	 .phrases = " т.д. т.п. г.зн. н.э. да.н.э. і.г. "},
	{.tags = " kk ",
	 .marks = {"«", "»", "„", "“"},
	 .counts = " кг г мг т км м дм см мм мкм нм га л мл ч мин с мс сут. Гц кГц МГц ГГц Б КБ "
		"МБ ГБ ТБ Вт кВт МВт В кВ А К Дж кДж Н Па кПа МПа бар км/ч м/с м² м³ км² см² "},
	{.tags = " ro ",
	 .marks = {"„", "”", "«", "»"},
	 .ends = " -n ",
	 .names = " dl. dl dna. dna d-l d-na dr. prof. ing. Dr. Prof. Ing. sf. Sf. Dl. Dna. "
		"Sfântul ",
	 .numbers = " p. pag. nr. fig. tab. cap. art. alin. lit. vol. figura tabelul capitolul "
		"articolul secțiunea sec. ",
	 .counts = " ianuarie februarie martie aprilie mai iunie iulie august septembrie "
		"octombrie noiembrie decembrie lei bani euro mii milioane miliarde secolul "
		"ore ",
	 .phrases = " î.Hr. d.Hr. e.n. î.e.n. ș.a. ș.cl. ș.a.m.d. d.p.d.v. S.A. "},
	{.tags = " hu ",
	 .marks = {"„", "”", "»", "«"},
	 .names = " dr. Dr. prof. Prof. özv. ifj. id. szt. Szt. gr. br. Szent ",
	 .numbers = " lásd ld. vö. kb. ",
	 .counts = " január januári februári március márciusi április áprilisi május májusi "
		"június júniusi július júliusi augusztus augusztusi szeptember szeptemberi "
		"október októberi november novemberi december decemberi jan. febr. márc. ápr. "
		"máj. jún. júl. aug. szept. okt. nov. dec. o. oldal fejezet ábra táblázat ft "
		"Ft forint euró század sz. évi § fő db óra perc ezer millió milliárd ",
	 .phrases = " i.e. i.sz. Kr.e. Kr.u. s.k. p.l. ",
	 .ordinals = true},
	{.tags = " tr az ",
	 .marks = {"“", "”", "‘", "’"},
	 .names = " Dr. Prof. Doç. Av. Müh. Sn. Hz. ",
	 .numbers = " s. sf. no. No. Şek. şekil tablo bölüm madde md. cilt C. sayı ",
	 .counts = " Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık "
		"yüzyıl yy. lira TL kuruş avro bin milyon milyar saat ",
	 .phrases = " M.Ö. M.S. v.b. v.s. ",
	 .ordinals = true},
	{.tags = " cy ",
	 .marks = {"“", "”", "‘", "’"},
	 .begins = " r n w i u m ch na sa ",
	 .ends = " a o e i ",
	 .names = " Mr. Mrs. Dr. Dr Parch. St. ",
	 .numbers = " t. tt. tud. pen. cyf. rhif ffig. ",
	 .counts = " Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref "
		"Tachwedd Rhagfyr "},
	{.tags = " ga gd gv ",
	 .marks = {"“", "”", "‘", "’"},
	 .begins = " sé sí sea na s n ",
	 .ends = " b d m a ",
	 .names = " An Dr. Dr Uas. Mr. Mrs. Fr. ",
	 .numbers = " lch. lgh. uimh. Uimh. fíor cuid ",
	 .counts = " Eanáir Feabhra Márta Aibreán Bealtaine Meitheamh Iúil Lúnasa "},
	{.tags = " eo ",
	 .marks = {"“", "”", "‘", "’"},
	 .ends = " -l -r -t -n -s -k -d -m -v ",
	 .names = " s-ro s-ino d-ro prof. ",
	 .numbers = " p. ĉap. fig. tab. ",
	 .counts = " januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro "
		"novembro decembro "},
	{.tags = " id ms ",
	 .marks = {"“", "”", "‘", "’"},
	 .names = " Dr. Prof. Ir. Hj. H. Bpk. Ibu St. ",
	 .numbers = " hlm. hal. No. Gambar Tabel Bab Pasal ayat gbr. ",
	 .counts = " Januari Februari Maret April Mei Juni Juli Agustus September Oktober "
		"November Desember juta miliar ribu rupiah persen "},
	{.tags = " ko zh vi th hi sw zu mn bn gu kn ml mr or pa ta te as ne si ",
	 .marks = {"“", "”", "‘", "’"}},
	{.tags = " sq hy ",
	 .marks = {"«", "»", "‹", "›"}},
	{.tags = " ka ",
	 .marks = {"„", "“", "‚", "‘"}},
	{.tags = " ja ",
	 .marks = {"「", "」", "『", "』"}},
	{.tags = " he yi ",
	 .marks = {"”", "”", "’", "’"},
	 .names = " ד״ר פרופ׳ מר גב׳ עו״ד ",
	 .numbers = " עמ׳ מס׳ פרק סעיף איור טבלה כרך ",
	 .counts = " בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר "
		"בנובמבר בדצמבר ש״ח שקלים מיליון מיליארד "},
	{.tags = " fa ar ur ",
	 .marks = {"«", "»", "‹", "›"},
	 .numbers = " ص ص. رقم شكل جدول فصل صفحة صفحه ",
	 .counts = " يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر "
		"م هـ "},
};
/* clang-format on */

const size_t habits_count = sizeof habits_table / sizeof *habits_table;
