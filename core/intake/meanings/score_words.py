"""Words for the five grades of the investigator's global assessment, and what stands beside a score."""

from core.intake.meanings.plain import phrases, words

GRADES = {
    entry: grade
    for grade, listed in enumerate(
        (
            """
            clear; cleared; completely clear; totally clear; all clear; normal; lesion free; no lesions; no lesion;
            not affected; inactive; gaaf; volledig gaaf; geheel gaaf; vrij; schoon; helder; geen laesies;
            erscheinungsfrei; abgeheilt; vollstandig abgeheilt; klar; frei; lasionsfrei; symptomfrei; blanchi; blanchie;
            claire; clair; sans lesion; sans lesions; aucune lesion; aclarado; aclarada; limpio; limpia; blanqueado;
            blanqueada; sin lesiones; claro; clara; blanco; pulito; pulita; libero; libera; senza lesioni; chiaro;
            chiara; limpo; limpa; sem lesoes; branqueado; utlakt; lakt; ren; fri; helt fri; symptomfri; helet;
            ingen; ingen eksem; czysta; czysty; bez zmian; brak zmian
            """,
            """
            almost clear; almost cleared; nearly clear; nearly cleared; near clear; mostly clear; virtually clear;
            practically clear; minimal; almost normal; little affected; barely affected; bijna gaaf; vrijwel gaaf;
            nagenoeg gaaf; bijna vrij; bijna schoon; bijna helder; minimaal; fast erscheinungsfrei;
            nahezu erscheinungsfrei; annahernd erscheinungsfrei; fast abgeheilt; nahezu abgeheilt; beinahe abgeheilt;
            fast klar; fast frei; nahezu frei; nahezu klar; presque blanchi; presque blanchie; quasi blanchi;
            quasiment blanchi; quasi blanchie; presque claire; presque clair; quasi claire; presque sans lesion;
            minime; minimale; casi aclarado; casi aclarada; casi limpio; casi limpia; casi blanqueado; casi blanqueada;
            casi sin lesiones; casi claro; casi clara; casi blanco; minimo; minima; quasi pulito; quasi pulita;
            quasi libero; quasi libera; quasi chiaro; quasi chiara; quasi senza lesioni; quase limpo; quase limpa;
            quase sem lesoes; quase claro; quase branqueado; nastan utlakt; nastan lakt; nastan fri; nastan ren;
            naesten fri; naesten klar; naesten helet; nasten fri; prawie czysta; prawie czysty; niemal czysta;
            prawie bez zmian; minimalne; minimalna
            """,
            """
            mild; slight; light; low; licht; lichte; milde; leicht; leichte; leichter; mild ausgepragt; leger; legere;
            faible; leve; leves; ligero; ligera; lieve; lievi; ligeiro; ligeira; lindrig; latt; let; mildt; lagodna;
            lagodne; lagodny; lekka; lekkie; lekki
            """,
            """
            moderate; moderat; moderately severe; medium; intermediate; matig; matige; matig ernstig; mittel;
            mittelschwer; mittelschwere; massig; maessig; mittelgradig; moderate auspragung; modere; moderee; moyen;
            moyenne; moderado; moderada; moderato; moderata; medio; media; medelsvar; medelsvart; mattlig; mattligt;
            middelsvaer; umiarkowana; umiarkowane; umiarkowany; srednia; srednie
            """,
            """
            severe; marked; heavy; ernstig; ernstige; zwaar; schwer; schwere; schwerer; severa; severo; sever; grave;
            gravi; intenso; intensa; forte; severamente; svar; svart; svaer; svaert; alvorlig; alvorligt; ciezka;
            ciezkie; ciezki; silna; silne; nasilona
            """,
        )
    )
    for entry in phrases(listed)
}
# Grades of other scales: a fifth above "severe".
BEYOND = frozenset(
    phrases(
        """
        very severe; extremely severe; extreme; zeer ernstig; sehr schwer; tres severe; muy grave; muy severo;
        molto grave; molto severo; muito grave; mycket svar; meget svaer; bardzo ciezka; bardzo ciezkie
        """
    )
)
# Words that may stand beside the word or number of a grade and change nothing.
BESIDE_GRADE = frozenset(
    words(
        """
    iga viga ad pga score grade grad graad grado stopien disease skin eczema dermatitis atopic dermatite eczeem ekzem
    huid haut peau piel pelle pele hud hudet skora skory erkrankung krankheit ziekte maladie enfermedad malattia doenca
    sjukdom sygdom choroba value level stage stufe niveau nivel livello poziom the is activity severity
    """
    )
)
# Symbols and words that say "per cent" or "about".
PERCENT = phrases(
    """
    percent; per cent; percentage; prozent; procent; pourcent; pour cent; por ciento; por cento; per cento; percento;
    procenta; pct; pc; perc; proc; %
    """
)
ABOUT = phrases(
    """
    approximately; approx; around; about; roughly; circa; environ; etwa; ungefahr; ongeveer; aproximadamente; aprox;
    estimated; est; ca; c; cca; ~; ≈; +/-
    """
)
