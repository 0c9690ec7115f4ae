"""Words for yes and no, sex, severity, relatedness and the end of follow-up, plain and without accents."""

from core.intake.meanings.plain import phrases

YES = frozenset(
    phrases(
        """
        yes; y; true; t; 1; 1.0; checked; x; positive; pos; present; oui; o; vrai; ja; j; wahr; waar; si; s; verdadero;
        vero; sim; verdadeiro; sand; sant; tak; prawda; confirmed; ticked; +; ✓; ✔; ☑; ☒
        """
    )
)
NO = frozenset(
    phrases(
        """
        no; n; false; f; 0; 0.0; unchecked; negative; neg; absent; none; non; faux; nee; nein; falsch; onwaar; falso;
        nao; nej; falskt; falsk; nie; falsz; no evidence; not present; unticked; ☐; ✗; ✘
        """
    )
)
SEX = {
    word: sex
    for sex, listed in {
        "female": """
            female; f; fem; woman; w; girl; females; women; weiblich; frau; vrouw; vrouwelijk; femme; feminin; feminine;
            mujer; femenino; femenina; femmina; femminile; donna; feminino; mulher; kvinna; kvinne; kvinde; kobieta;
            k; zenska; niña; ragazza; fille; meisje
        """,
        "male": """
            male; m; man; men; boy; males; mann; mannlich; maennlich; mannelijk; homme; masculin; masculine; hombre;
            varon; masculino; maschio; maschile; uomo; homem; mand; mezczyzna; meska; niño; garçon; jongen
        """,
        "other": """
            other; divers; d; x; intersex; non-binary; nonbinary; non binary; diverse; o; anders; autre; otro; altro;
            outro; inny; annat; andet; third gender; transgender; indeterminate; undifferentiated
        """,
    }.items()
    for word in phrases(listed)
}
SEVERITY = {
    word: severity
    for severity, listed in {
        "mild": """
            mild; slight; minor; low; mild ae; leicht; licht; leger; legere; leve; leves; lieve; ligeiro; ligeira;
            lindrig; latt; let; lagodne; lagodny; lagodna; lekkie; lekki; benin; benigne; mineure; gering; milde;
            milder; mildt
        """,
        "moderate": """
            moderate; mod; medium; moderat; massig; maessig; mittel; mittelschwer; matig; modere; moderee; moderado;
            moderada; moderato; moderata; medel; medelsvar; mattlig; mattliga; mattligt; middel; middelsvaer;
            umiarkowane; umiarkowany; umiarkowana; mittelgradig; intermediate
        """,
        "severe": """
            severe; sev; high; marked; major; schwer; schwerwiegend; ernstig; severa; severo; grave; gravi; intenso;
            svar; svart; svaer; alvorlig; ciezkie; ciezki; ciezka; forte; schwere; medically significant
        """,
        "life-threatening": """
            life-threatening; life threatening; lifethreatening; very severe; lebensbedrohlich; lebensbedrohend;
            levensbedreigend; menace vitale; mettant en jeu le pronostic vital; potencialmente mortal;
            amenaza la vida; pericolo di vita; pericoloso per la vita; potenzialmente letale; risco de vida;
            com risco de vida; livshotande; livstruende; zagrazajace zyciu; zagrazajacy zyciu; disabling
        """,
    }.items()
    for word in phrases(listed)
}
FATAL = frozenset(
    phrases(
        """
        fatal; death; died; dead; lethal; todlich; tod; overleden; dodelijk; mortel; mortelle; deces; mortal; muerte;
        mortale; morte; decesso; dodlig; dodsfall; dod; zgon; smiertelny; smiertelne; death related to ae
        """
    )
)
# At least possible is related; what nobody could judge is neither.
RELATED = frozenset(
    phrases(
        """
        definite; definitely; definitely related; certain; certainly; certainly related; probable; probably;
        probably related; likely; likely related; very likely; very likely related; highly likely; highly probable;
        possible; possibly; possibly related; possible related; may be related; could be related; suspected;
        reasonable possibility; reasonably related; associated; highly related; strongly related; drug related; causal;
        plausible; related to study drug; related to treatment; at least possibly related; partly related;
        sicher; wahrscheinlich; moglich; moeglich; gesichert; vermutet; zusammenhang moglich; zusammenhang
        wahrscheinlich; mogelijk; waarschijnlijk; zeker; certaine; possible lie; vraisemblable; imputable;
        posible; segura; seguro; cierta; probabile; possibile; certo; certa; provavel; possivel; definida; definitiva;
        sannolik; mojlig; trolig; saker; sandsynlig; mulig; sikker; prawdopodobny; mozliwy; pewny; prawdopodobne;
        mozliwe; pewne; prawdopodobna; mozliwa; pewna; remotely possible
        """
    )
)
UNRELATED = frozenset(
    phrases(
        """
        unlikely; unlikely related; unlikely to be related; remote; remotely; remotely related; remote possibility;
        doubtful; doubtfully related; not likely; not likely related; improbable; improbably; not suspected;
        probably not; probably not related; probably unrelated; possibly not; possibly not related; not definite;
        definitely not; definitely not related; no reasonable possibility; not reasonably related; not associated;
        none; nil; no relationship; no relation; no causal relationship; not attributable; excluded; coincidental;
        unwahrscheinlich; nicht wahrscheinlich; kein zusammenhang; nicht verwandt; keine; ausgeschlossen;
        onwaarschijnlijk; geen; geen verband; uitgesloten; peu probable; non probable; exclue; exclu; douteux; douteuse;
        aucun; poco probable; dudosa; dudoso; excluida; ninguna; improbabile; dubbia; esclusa; nessuna; improvavel;
        duvidosa; excluida; osannolik; inget samband; ej trolig; usandsynlig; ikke sandsynlig; udelukket; ingen;
        malo prawdopodobny; malo prawdopodobne; nieprawdopodobne; watpliwy; watpliwe; wykluczony; brak zwiazku
        """
    )
)
PLAINLY_RELATED = frozenset(
    phrases(
        """
        related; lie; relacionado; relacionada; correlato; correlata; verwandt; gerelateerd; relaterad; relateret;
        zwiazany; zwiazane
        """
    )
)
PLAINLY_UNRELATED = frozenset(
    phrases(
        """
        not related; unrelated; non related; non-related; nicht zusammenhangend; niet gerelateerd; non lie;
        no relacionado; no relacionada; non correlato; non correlata; nao relacionado; nao relacionada; ej relaterad;
        ikke relateret; niezwiazany; niezwiazane; not drug related; not related to study drug;
        not related to treatment; non relie
        """
    )
)
UNASSESSABLE = frozenset(
    phrases(
        """
        unassessable; not assessable; unclassifiable; unclassified; conditional; conditional unclassified; unclear;
        undetermined; indeterminate; insufficient information; cannot be assessed; not evaluable; to be determined;
        unklar; nicht beurteilbar; niet te beoordelen; non evaluable; no evaluable; non valutabile; nao avaliavel
        """
    )
)
NO_EVENT = frozenset(
    phrases(
        """
        none; no; nil; no ae; no aes; no a e; no event; no events; no adverse event; no adverse events; none reported;
        none noted; none recorded; none observed; none experienced; none known; no adverse effects; no side effects;
        no side effect; no adverse reaction; no adverse reactions; nothing; nothing reported; no complaints; no issues;
        0; n; non; neg; denies; no teaes; no teae; no adverse events reported; no aes reported; no ae reported;
        keine; keine ue; kein ue; keine nebenwirkungen; keine unerwunschten ereignisse; geen; geen bijwerkingen;
        geen ae; aucun; aucune; aucun effet indesirable; pas d'effet indesirable; aucun ei; ninguno; ninguna; ningun;
        sin efectos adversos; sin eventos adversos; ningun evento adverso; nessuno; nessuna; nessun evento avverso;
        nenhum; nenhuma; sem eventos adversos; nenhum evento adverso; inga; inga biverkningar; ingen; ingen
        bivirkninger; brak zdarzen; brak zdarzen niepozadanych; brak
        """
    )
)
DOCUMENTED = {
    word: status
    for status, listed in {
        "any": "any; yes; y; 1; present; reported; occurred; some; ae; aes; ja; oui; si; sim; tak; at least one; true",
        "not documented": """
            not documented; not recorded; unknown; not assessed; not asked; undocumented; no information; not reported;
            nicht dokumentiert; niet gedocumenteerd; non documente; no documentado; non documentato; nd; nr
        """,
    }.items()
    for word in phrases(listed)
}
FOLLOW_UP_ENDS = {
    word: end
    for end, listed in {
        "ongoing": """
            ongoing; on treatment; continuing; continues; still on both; active; data cut; data cutoff; current;
            on both; completed; complete; completed study; study completed; end of data; laufend; lopend; en cours;
            en curso; in corso; em curso; pagaende; igangvaerende; w trakcie
        """,
        "stopped cream": """
            stopped cream; cream stopped; discontinued cream; stopped ruxolitinib; ruxolitinib stopped; stopped rux;
            stopped opzelura; opzelura stopped; discontinued ruxolitinib; discontinued opzelura; off cream;
            cream discontinued; stopped ruxolitinib cream; discontinued ruxolitinib cream; stopped topical; d/c cream
        """,
        "stopped systemic": """
            stopped systemic; systemic stopped; discontinued systemic; systemic discontinued; off systemic;
            stopped biologic; stopped systemic therapy; discontinued systemic therapy; stopped jak inhibitor;
            stopped systemic agent; d/c systemic
        """,
        "stopped both": """
            stopped both; both stopped; discontinued both; stopped all; stopped both treatments; off both; d/c both;
            both discontinued; stopped cream and systemic; stopped systemic and cream
        """,
        "lost to follow-up": """
            lost to follow-up; lost to follow up; ltfu; ltf; lfu; lost; lost to fu; lost to f/u; no further contact;
            moved away; moved; transferred care; perdu de vue; perdida de seguimiento; perso al follow-up;
            perda de seguimento; lost follow up; verloren
        """,
        "died": """
            died; death; dead; deceased; expired; verstorben; overleden; decede; fallecido; deceduto; obito; avliden;
            dod; zgon
        """,
    }.items()
    for word in phrases(listed)
}
