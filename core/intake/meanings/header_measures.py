"""Titles that hold a score, and what may stand beside the score's name without changing what it is."""

from core.intake.meanings.plain import phrases, words

# Longest first, so that "viga ad" is found before "iga".
CORES = {
    entry.replace(" ", "").replace("'", "").replace("-", ""): field
    for field, listed in {
        "iga": """
            iga; viga; viga ad; iga ad; investigator global assessment; investigators global assessment;
            investigator's global assessment; investigator global; physician global assessment; physicians global
            assessment; pga; globale beurteilung prufarzt; arztliche globalbeurteilung; globalbeurteilung;
            globale arztliche beurteilung; evaluation globale de l'investigateur; evaluation globale investigateur;
            evaluacion global del investigador; evaluacion global investigador; valutazione globale dello
            sperimentatore; valutazione globale sperimentatore; avaliacao global do investigador; global bedomning;
            globalna ocena badacza; iga0104; igaad
        """,
        "bsa_pct": """
            bsa; bsa pct; bsapct; bsa perc; bsa percent; bsa ad; pbsa; body surface area affected; bsaaffected;
            body surface area involved; body surface area involvement; affected body surface area;
            body surface affected; affected body surface; involved body surface area; percent body surface area;
            percentage body surface area; body surface area percent; body surface area pct; body surface area with ad;
            body surface area ad; body surface area affected by ad; body surface area with atopic dermatitis;
            total bsa; area affected; affected area; area involved; skin area affected; betroffene korperoberflache;
            kof; kof betroffen; betroffene kof; korperoberflache; korperoberflache betroffen;
            aangedaan lichaamsoppervlak; lichaamsoppervlak; aangedane huid; aangedaan huidoppervlak;
            surface corporelle; surface corporelle atteinte; surface cutanee atteinte; superficie corporal;
            superficie corporal afectada; scq; superficie afectada; superficie corporea;
            superficie corporea interessata; superficie corporea coinvolta; area de superficie corporal;
            superficie corporal acometida; superficie corporal afetada; kroppsyta; kropsoverflade;
            kropsoverfladeareal; angripen kroppsyta; powierzchnia ciala; zajeta powierzchnia ciala;
            powierzchnia zmian; sc atteinte; surface atteinte; surface lesee; sca; superficie cutanea afectada
        """,
        "itch_nrs": """
            itch; itching; itch nrs; itchnrs; nrs itch; pruritus; pruritis; pruritus nrs; pp nrs; ppnrs; wp nrs; wpnrs;
            wi nrs; winrs; pnrs; peak pruritus; peak itch; jeuk; juckreiz; prurit; demangeaison; demangeaisons; prurito;
            picor; comezon; comichao; coceira; klada; kloe; swiad; itchscore; pruritusscore; pruritusnrs
        """,
    }.items()
    for entry in phrases(" ".join(listed.split()))
}
# A surface in general may be the square metres of the whole body.
UNSURE = frozenset({"bodysurfacearea", "bodysurface", "pga", "kof", "korperoberflache", "nrs", "vas"})
UNSURE_FIELDS = {"bodysurfacearea": "bsa_pct", "bodysurface": "bsa_pct", "nrs": "itch_nrs", "vas": "itch_nrs"}

_ANY = words(
    """
    score scores total value val values grade grading result results rating num numeric number n raw the of at by
    overall current today todays now investigator investigators assessed assessment ad eczema atopic dermatitis skin
    patient patients reported pro observed obs actual clinician physician static in scale likert point points pt pts
    punkte punkt wert punten graad grad waarde valeur valor valore puntaje puntuacion pontuacao punteggio wynik ocena
    ekzem neurodermitis eczeem schaal skala skor skal echelle escala scala
    """
)
BESIDE = {
    "iga": frozenset(_ANY),
    "bsa_pct": frozenset(
        _ANY
        + words(
            """
            pct percent perc percentage per cent prozent procent involved involvement affected with area surface body
            est estimated estimate palm method extent betroffen aangedaan atteinte afectada interessata zajeta sum
            """
        )
    ),
    "itch_nrs": frozenset(
        _ANY
        + words(
            """
            nrs vas worst peak average avg mean intensity severity level score numerical 24h 24 hr hrs h hour hours past
            last previous week weekly daily day days 7 night mm cm self max maximum over during itch pruritus weekly
            intensitat intensite intensidad intensita nasilenie starke sterkte
            """
        )
    ),
}
