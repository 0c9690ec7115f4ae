"""Titles that mean a field of an adverse event, whole and in parts, in the languages sites write them in."""

ALIASES = {
    "term": """
        ae term; adverse event; adverse events; adverse event term; adverse event name; adverse event description;
        aedecod; aept; preferred term; meddra pt; meddra preferred term; meddra term; pt name; pt term; ae pt; ae;
        event term; event description; description of event; description of adverse event; side effect; side effects;
        adverse reaction; adverse effect; adverse experience; reaction; dictionary derived term; reported event;
        teae term; sae term; nebenwirkung; nebenwirkungen; unerwunschtes ereignis; unerwunschte ereignisse; ue term;
        ue; bijwerking; bijwerkingen; ongewenst voorval; ongewenste voorvallen; effet indesirable; effets indesirables;
        evenement indesirable; evenements indesirables; ei; evento adverso; eventos adversos; acontecimiento adverso;
        efecto adverso; efectos adversos; efecto secundario; reaccion adversa; evento avverso; eventi avversi;
        reazione avversa; effetto collaterale; effetti collaterali; efeito adverso; reacao adversa; efeito colateral;
        biverkning; biverkningar; bivirkning; bivirkninger; uonsket haendelse; zdarzenie niepozadane;
        dzialanie niepozadane; objaw niepozadany; skutek uboczny
    """,
    "verbatim": """
        verbatim; verbatim term; reported term; reported term for the adverse event; ae verbatim; aeverb;
        investigator term; chart wording; chart words; as reported; aeterm; ae reported term; original term
    """,
    "system_organ_class": """
        soc; system organ class; soc name; soc term; organ class; organ system; body system; aebodsys; aesoc;
        ae soc; meddra soc; primary system organ class; body system or organ class; primary soc; aebodsys soc;
        organklasse; systemorganklasse; organsystem; orgaanklasse; systeem orgaanklasse; classe d organe;
        classe de systeme d organe; classe de systemes d organes; clasificacion por organos; clase de organo;
        sistema de organos; classe sistemico organica; classe per sistemi e organi; classe de sistemas de orgaos;
        organsystemklass; klasa ukladow i narzadow; uklad narzadow
    """,
    "severity": """
        severity; ae severity; severity of ae; severity of event; severity of adverse event; severity grade; aesev;
        aetoxgr; atoxgr; asev; asevn; aesevn; toxicity grade; standard toxicity grade; tox grade; ctcae; ctcae grade;
        ctc grade; ctc; ctcae v5; ctcae v5 grade; ctcae version 5; nci ctcae grade; ae grade; grade of ae; intensity;
        ae intensity; severity intensity; severity ctcae; severity of reaction; maximum severity; worst grade;
        max grade; schweregrad; intensitat; ctcae grad; auspragung; ernst; ernstgraad; ernst van de bijwerking;
        severite; gravite; intensite; grade ctcae; severidad; gravedad; intensidad; grado ctcae; gravita; intensita;
        severita; gravidade; intensidade; severidade; svarighetsgrad; allvarlighetsgrad; svaerhedsgrad; nasilenie;
        stopien nasilenia; ciezkosc
    """,
    "serious": """
        serious; ae serious; serious ae; is serious; sae; aeser; serious adverse event; serious event; seriousness;
        was event serious; sae y n; serious y n; serious yes no; sae yes no; schwerwiegend; sue; ernstig;
        ernstige bijwerking; grave; serieux; evenement grave; serio; evento grave; allvarlig; alvorlig; powazne;
        ciezkie zdarzenie
    """,
    "related": """
        related; relationship; relatedness; causality; attribution; ae related; aerel; aereln; areln; arel;
        relationship to treatment; relationship to study drug; relation to study drug; relation to treatment;
        related to treatment; related to study drug; related to drug; related to study treatment; drug related;
        treatment related; causal relationship; causality assessment; ae relationship; ae causality; ae attribution;
        related to combination; possibly related; kausalitat; kausalzusammenhang; zusammenhang; bezug zur therapie;
        causaliteit; relatie met medicatie; gerelateerd; relatie; causalite; imputabilite; lien;
        lien avec le traitement; causalidad; relacion; relacion con el tratamiento; relacionado; causalita;
        correlazione; relazione; relazione con il trattamento; causalidade; relacao; relacao com o tratamento;
        samband; orsakssamband; sammenhaeng; zwiazek; zwiazek z leczeniem; zwiazek przyczynowy
    """,
    "related_cream": """
        related cream; related to cream; related to the cream; related rux; related to rux; related ruxolitinib;
        related to ruxolitinib; related to ruxolitinib cream; relationship to cream; relationship to ruxolitinib;
        relationship to ruxolitinib cream; causality cream; causality ruxolitinib; attribution cream;
        attribution ruxolitinib; related to opzelura; related opzelura; related topical; related to topical; rel cream;
        rel rux; relationship to topical; cream related; rux related; aerel cream; aerel rux; zusammenhang creme
    """,
    "related_systemic": """
        related systemic; related to systemic; related to the systemic; related to systemic agent; related sys;
        related to systemic therapy; related to systemic treatment; relationship to systemic; related to biologic;
        relationship to systemic agent; causality systemic; attribution systemic; rel sys; rel systemic; related agent;
        related to agent; systemic related; aerel sys; aerel systemic; zusammenhang systemtherapie
    """,
    "special_interest": """
        special interest; aesi; event of special interest; adverse event of special interest; aesi category;
        aesi flag; aesi type; ae of special interest; aecat special interest; special interest category
    """,
    "event_start_date": """
        event start date; ae start; ae start date; start date of ae; ae onset; ae onset date; onset; onset date;
        date of onset; aestdtc; astdt; astdtm; aestdat; aestdt; ae date; date of ae; ae stdt; event onset;
        event onset date; date of event; event start; ae begin; ae from; event date; start of event; start of ae;
        adverse event date; start date time of adverse event; date ae started; beginn ue; beginn der nebenwirkung;
        ue beginn; datum beginn ue; startdatum ae; aanvangsdatum; begindatum ae; begin bijwerking; date d apparition;
        date debut ei; debut ei; fecha de aparicion; fecha inicio ea; fecha de inicio del evento; data insorgenza;
        data di insorgenza; inizio evento; data de inicio do evento; data wystapienia; poczatek zdarzenia
    """,
    "event_end_date": """
        event end date; ae end; ae end date; end date of ae; ae stop; ae stop date; aeendtc; aendt; aendtm; aeendat;
        aeendt; resolution date; date resolved; date of resolution; resolved date; date of recovery; recovery date;
        ae resolution date; ae resolved date; event end; end of event; end of ae; ae to; date ae ended;
        date ae resolved; ende ue; ende der nebenwirkung; ue ende; einddatum ae; date de fin ei; fin ei; fecha fin ea;
        fecha de resolucion; data risoluzione; fine evento; data ustapienia; koniec zdarzenia
    """,
    "event_start_week": "event start week; ae start week; ae week; onset week; ae onset week; start week; event week",
    "event_end_week": "event end week; ae end week; end week; resolution week; ae resolution week; stop week",
    "event_start_day": """
        event start day; aestdy; astdy; ae start day; onset day; ae onset day; ae day; start day; event day;
        study day of start of adverse event; days to onset
    """,
    "event_end_day": """
        event end day; aeendy; aendy; ae end day; end day; resolution day; study day of end of adverse event
    """,
    "action_taken": """
        action taken; action; aeacn; ae action; ae action taken; action taken with study treatment; acn;
        action with treatment; action taken with drug; massnahme; ergriffene massnahme; getroffen maatregel; maatregel;
        actie; mesure prise; action prise; accion tomada; medida tomada; azione intrapresa; provvedimento;
        acao tomada; atgard; handling; podjete dzialanie
    """,
    "outcome": """
        outcome; ae outcome; aeout; outcome of ae; outcome of event; outcome of adverse event; event outcome;
        resolution; ae resolution; ausgang; verlauf ue; uitkomst; afloop; evolution; issue; desenlace; resultado;
        esito; desfecho; utfall; udfald; wynik zdarzenia
    """,
    "treatment_emergent": """
        treatment emergent; treatment emergent flag; trtemfl; trtem; teae; teae flag; emergent; treatment emergent ae;
        treatment emergent analysis flag; on treatment; on treatment flag
    """,
}

# What comes before the parts of an event's titles: "ae_grade", "se_caus", "Side effect: start".
PREFIXES = frozenset(
    "ae; aes; se; sae; adv; advevt; advevent; adverseevent; adverseevents; sideeffect; sideeffects; event; ev; teae;"
    " reaction; adverse; aevent; ue; nw; nebenwirkung; bijwerking; bw; ei; ea; ra; biv".replace(" ", "").split(";")
)
# The parts, as they follow a prefix, or stand alone where the neighbours are of an event.
PARTS = {
    "term": """
        name; term; event; desc; description; type; what; diagnosis; pt; preferred; text; specify; spec; label; naam
    """,
    "system_organ_class": "organ; soc; system; class; organ class; organ system; body system; bodysys",
    "severity": """
        grade; gr; severity; sev; ctcae; ctc; ctcae grade; tox grade; toxgr; intensity; intens; grading; grad; graad;
        level; grado; stopien; severity grade
    """,
    "serious": "sae; serious; ser; seriousness; is serious; serious y n; sae y n; serious yn",
    "related": """
        caus; causality; cause; related; rel; relation; relationship; attribution; attrib; attr; relatedness;
        related y n; rel drug; rel treatment; related drug; drug relation; related yn; reltx; rel tx
    """,
    "related_cream": """
        rel rux; rel cream; rel topical; related rux; related cream; caus cream; caus rux; attr cream; attr rux
    """,
    "related_systemic": "rel sys; rel systemic; related sys; related systemic; caus sys; caus systemic; attr sys",
    "event_start_date": """
        begin; start; onset; start date; startdate; onset date; onsetdate; date; from; began; started; stdt; stdat;
        stdtc; begin date; date start; date onset; start dt; onset dt; beginn; von; debut; inicio; inizio; van; dt
    """,
    "event_end_date": """
        end; stop; stop date; end date; enddate; to; until; ended; resolved; resolved date; resolution date; stopdate;
        endt; endat; endtc; date end; date resolved; date stop; stop dt; end dt; ende; bis; fin; fine; tot; einde
    """,
    "event_start_week": "week; start week; onset week; wk; startweek; start wk; onset wk",
    "event_end_week": "end week; stop week; resolution week; endweek; end wk",
    "event_start_day": "day; start day; onset day; startday; stdy; study day",
    "event_end_day": "end day; stop day; endday; endy",
    "action_taken": "action; action taken; acn; act; actions",
    "outcome": "outcome; out; outc; resolution; result; status",
    "special_interest": "special interest; aesi; si",
    "treatment_emergent": "teae; emergent; treatment emergent; trtem",
    "verbatim": "verbatim; verb; reported term; as reported; chart wording",
}

BETTER = {
    "aeterm": ("aedecod",),
    "aesoc": ("aebodsys",),
    "aetoxgr": ("aesev", "asev"),
    "atoxgr": ("aetoxgr", "aesev", "asev"),
    "asev": ("aesev",),
    "aesevn": ("aesev", "asev", "aetoxgr"),
    "asevn": ("aesev", "asev", "aetoxgr"),
    "aereln": ("aerel", "arel"),
    "arel": ("aerel",),
    "areln": ("aerel", "arel"),
    "astdtm": ("astdt",),
    "aendtm": ("aendt",),
    "aestdtc": ("astdt",),
    "aeendtc": ("aendt",),
    "aestdy": ("astdy",),
    "aeendy": ("aendy",),
    "aept": ("aedecod",),
}
