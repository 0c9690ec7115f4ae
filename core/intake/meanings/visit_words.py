"""Words for the time of a visit, in the languages of this package's dictionaries; plain, without accents."""

from core.intake.meanings.plain import phrases

UNITS = {
    unit: tuple(phrases(listed))
    for unit, listed in {
        "week": """
            weeks; week; wks; wk; w; wochen; woche; wo; weken; semaines; semaine; semanas; semana; sem; settimane;
            settimana; sett; veckor; vecka; uger; uge; uker; uke; tygodni; tygodnie; tydzien; tyg
        """,
        "month": """
            months; month; mths; mth; mos; mo; m; monate; monaten; monat; maanden; maand; mnd; mois; meses; mes; mesi;
            mese; manader; manad; maneder; maned; miesiecy; miesiace; miesiac; mies
        """,
        "day": """
            days; day; d; tage; tagen; tag; dagen; dagar; dage; dag; jours; jour; j; dias; dia; giorni; giorno; dni;
            dzien
        """,
        "year": """
            years; year; yrs; yr; y; jahre; jahren; jahr; jaar; ans; an; annees; annee; anos; ano; anni; anno; ar;
            lata; lat; rok
        """,
    }.items()
}
# Words that say "the time of the start".
BASELINE = frozenset(
    phrases(
        """
        baseline; base line; bl; bsl; base; b l; basal; basale; visita basal; visita basale; entry; study entry; start;
        start visit; enrolment; enrollment; inclusion; inclusion visit; randomisation; randomization; rand;
        initial; initial visit; first visit; intake; index; index visit; index date; pre; pretreatment; pre treatment;
        before treatment; pre dose; predose; start of treatment; treatment start; initiation; screening baseline;
        baseline screening; screen baseline; time zero; time 0; beginn; zu beginn; einschluss; einschlussvisite;
        ausgangswert; erstvisite; erstvorstellung; studienbeginn; basislijn; begin; startbezoek; inclusie;
        eerste bezoek; aanvang; visite d inclusion; debut; visite initiale; initiale; etat initial; inicio;
        visita inicial; inicial; primera visita; inclusao; linha de base; momento inicial; primeira visita; inizio;
        visita iniziale; prima visita; inclusione; arruolamento; inklusion; forsta besok; startbesok; forste besog;
        startbesog; baslinje; poczatek; wizyta poczatkowa; wartosc wyjsciowa; wlaczenie; pierwsza wizyta;
        enrolment visit; enrollment visit; day of inclusion
        """
    )
)
SCREENING = frozenset(
    phrases(
        """
        screening; screen; scr; screening visit; pre screening; prescreening; run in; voorscreening; depistage;
        seleccion; selezione; triagem; skrining; badanie przesiewowe
        """
    )
)
UNSCHEDULED = frozenset(
    phrases(
        """
        unscheduled; unsched; unplanned; uns; unschd; interim; ad hoc; extra; flare; ungeplant; ausserplanmassig;
        ongepland; tussentijds; non programmee; imprevue; no programada; non programmata; nao programada;
        oplanerat; ekstra; uplanlagt; nieplanowana; supplementary; additional
        """
    )
)
ENDING = frozenset(
    phrases(
        """
        eot; eos; eots; et; ed; end of treatment; end of study; end; early termination; early discontinuation;
        early withdrawal; termination; discontinuation; withdrawal; final; final visit; last; last visit; exit;
        study completion; completion; close out; closeout; therapieende; studienende; abschluss; letzte visite;
        einde; einde studie; laatste bezoek; fin de traitement; fin; derniere visite; fin de tratamiento;
        ultima visita; fine trattamento; fine studio; fim do tratamento; avslut; slutbesok; afslutning; slut;
        koniec; wizyta koncowa; safety follow up
        """
    )
)
# Words that say nothing about when; what stays beside the time of a visit makes it a proposal.
FILLERS = frozenset(
    phrases(
        """
        visit; visits; v; visite; visita; visiten; bezoek; besok; besog; wizyta; consult; consultation; consulta;
        konsultation; kontrolle; controle; control; controllo; kontroll; kontrol; kontrola; check; checkup; review;
        clinic; office; appointment; follow; up; fu; f; u; fup; followup; post; after; since; from; following; nach; na;
        apres; despues; dopo; depois; efter; po; time; timepoint; point; event; epoch; period; study; studie; etude;
        estudio; studio; estudo; assessment; evaluation; the; of; at; on; to; in; a; de; du; der; die; del; della; do;
        da; la; le; les; el; il; no; nr; number; treatment; treat; tx; rx; therapy; therapie; traitement; nominal;
        planned; scheduled; approx; approximately; about; ca; circa; c; th; st; nd; rd; e; iga; bsa; itch; skin; exam;
        n; x; dosing; dose; main; open; label; wizyty; en
        """
    )
)
