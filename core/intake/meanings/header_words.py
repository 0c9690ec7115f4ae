"""Titles that mean a field of a patient or of a visit, in the languages sites write them in.

English, Dutch, German, French, Spanish, Italian, Portuguese, Swedish, Danish and Polish; names of REDCap and CDISC
variables among them. Separated by semicolons; case, accents, spaces and marks do not matter.
"""

ALIASES = {
    "patient_id": """
        patient; patients; patient id; patient identifier; patient no; patient nr; patient number; patient num;
        patient code; patient key; patient study id; patient study number; pt; pt id; pt no; pt nr; pt number; pt code;
        pat id; pat no; pat nr; pat code; patid; pid; subject; subject id; subject identifier; subject no; subject nr;
        subject number; subject code; unique subject identifier; unique subject id; subject identifier for the study;
        subj; subj id; subj no; sub id; subid; subjid; usubjid; participant; participant id; participant identifier;
        participant no; participant number; participant code; part id; ppt id; record id; recordid; study id; studyid
        no; study no; study nr; study number; study code; study subject id; study patient id; study participant id;
        research id; research number; screening no; screening nr; screening number; screening id; enrolment no;
        enrollment number; enrolment number; randomisation number; randomization number; random no; trial id;
        trial number; registry id; registry number; pseudonym; pseudonymised id; deidentified id; de identified id;
        anonymised id; anonymized id; anon id; unique id; unique patient id; uid; volunteer; volunteer id;
        patientnummer; patientennummer; patienten nr; patienten id; patientencode; patientenkennung; probanden nr;
        proband; probandennummer; probanden id; studiennummer; pseudonym id; patientenkurzel; versuchsperson;
        patientid; patientnr; patientcode; patient nummer; deelnemer; deelnemer id; deelnemernummer; deelnemer nr;
        studienummer; proefpersoon; proefpersoonnummer; onderzoeksnummer; n patient; numero patient; num patient;
        numero de patient; no patient; identifiant; identifiant patient; id patient; code patient; sujet; numero sujet;
        n sujet; code sujet; participante; id paciente; paciente; n paciente; numero paciente; numero de paciente;
        codigo paciente; codigo del paciente; codigo de paciente; sujeto; id sujeto; num paciente; id participante;
        paziente; id paziente; codice paziente; numero paziente; n paziente; soggetto; id soggetto; codice soggetto;
        codigo do paciente; codigo participante; numero do paciente; sujeito; patientkod; forsokspersonsnummer;
        forsoksperson; deltagare; deltagar id; studienr; forsogsperson; forsogspersonnummer; deltager; deltagernr;
        deltager id; pacjent; id pacjenta; numer pacjenta; nr pacjenta; kod pacjenta; uczestnik; numer uczestnika
    """,
    "site": """
        site; site id; siteid; site no; site nr; site number; site code; site name; study site; investigational site;
        centre; center; centre id; center id; centre no; center number; centre number; centre name; center name;
        study centre; study center; clinic; clinic name; clinic id; hospital; hospital name; institution; practice;
        redcap data access group; data access group; zentrum; studienzentrum; prufzentrum; klinik; klinikum;
        standort; centrum; ziekenhuis; locatie; centre d etude; hopital; site d etude; centro; hospital centro;
        centro de estudio; sitio; ospedale; clinica; centro clinico; klinik navn; sjukhus; osrodek; szpital; nr osrodka
    """,
    "cohort": """
        cohort; cohorts; cohort name; cohort id; cohort code; cohort label; cohort assignment; study cohort;
        coh; allocation; allocated group; allocated arm;
        patient cohort; cohort a b; group; grp; study group; patient group; assigned group; group name; group
        assignment; treatment group; trt group; trtgrp; tx group; assigned cohort; group a b; study arm; treatment arm;
        arm; arms; armcd; actarm; actarmcd; arm name; assigned arm; trt01a; trt01p; trta; trtp; trtan; planned arm;
        actual arm; description of actual arm; description of planned arm; treatment sequence; sequence;
        order of treatment; treatment order; order of therapy; order of treatments; which came first; first treatment;
        sequence of treatments; kohorte; kohorten; gruppe; studiengruppe; behandlungsgruppe; therapiegruppe;
        studienarm; behandlungsarm; therapiearm; cohorte; groep; studiegroep; behandelgroep; behandelarm; groupe;
        groupe de traitement; bras; bras de traitement; cohorte patient; grupo; grupo de tratamiento; brazo;
        brazo de tratamiento; coorte; gruppo; gruppo di trattamento; braccio; braccio di trattamento;
        grupo de tratamento; braco; braco de tratamento; kohort; grupp; behandlingsgrupp; studiegrupp;
        behandlingsgruppe; studiegruppe; kohorta; grupa; grupa badana; ramie; ramie leczenia; grupa leczenia
    """,
    "agent": """
        agent; agents; systemic agent; systemic agents; systemic; systemics; systemic drug; systemic therapy;
        systemic treatment; systemic medication; systemic med; systemic medicine; systemic name; systemic rx;
        systemic tx; sys drug; sys agent; sys med; sys therapy; sys tx; sys; syst drug; syst agent; drug; drug name;
        drugs; background drug; background therapy; background treatment; background systemic; background medication;
        concomitant systemic; concomitant systemic therapy; medication; medications; medication name; med; meds;
        medicine; current systemic; current systemic therapy; current systemic treatment; systemic agent name;
        biologic; biologic name; biologic jak; biologic or jak; biologic jak inhibitor; systemic biologic; biologics;
        advanced therapy; advanced systemic; advanced systemic therapy; cotherapy; co therapy; comedication;
        active agent; active substance; name of systemic; name of drug; name of systemic agent; which systemic;
        product; product name; compound; therapy; therapy name; systemic therapy name; other systemic;
        wirkstoff; medikament; arzneimittel; systemtherapie; systemische therapie; systemisches medikament;
        begleittherapie; medikation; praparat; systemika; geneesmiddel; medicijn; medicatie; systemische medicatie;
        middel; systemische behandeling; systemisch middel; medicament; traitement systemique; medicament systemique;
        medicamento; farmaco; farmaco sistemico; tratamiento sistemico; terapia sistemica; principio activo;
        medicamento sistemico; trattamento sistemico; principio attivo; medicinale; tratamento sistemico;
        farmaco sistemico nome; lakemedel; systembehandling; systemisk behandling; preparat; laegemiddel; medicin;
        systemisk laegemiddel; lek; leczenie ogolne; lek ogolny; substancja czynna; lek systemowy; leczenie systemowe
    """,
    "age": """
        age; ages; age years; age in years; age yrs; age yr; age y; age at baseline; age at enrolment;
        age at enrollment; age at inclusion; age at entry; age at start; age at visit; age at index; age at index date;
        age at screening; age at consent; baseline age; patient age; age of patient; years of age; current age;
        age baseline; age bl; aage; age at treatment start; age at time zero; demographics age; alter; alter jahre;
        alter in jahren; lebensalter; alter bei einschluss; patientenalter; leeftijd; leeftijd jaren;
        leeftijd in jaren; leeftijd bij inclusie; age ans; age en annees; age du patient; age annees; edad; edad anos;
        edad en anos; edad del paciente; eta; eta anni; eta in anni; eta del paziente; idade; idade anos;
        idade em anos; alder; alder ar; alder i ar; wiek; wiek lata; wiek w latach; wiek pacjenta; age calc
    """,
    "sex": """
        sex; gender; sex at birth; birth sex; sex birth; sex assigned at birth; biological sex; m f; f m; male female;
        sex m f; sex f m; gender m f; patient sex; patient gender; sex gender; gender sex; sex code;
        sex 1 male 2 female; geschlecht; m w; m w d; w m; geschlecht m w; geslacht; m v; v m; geslacht m v; sexe;
        genre; sexe h f; h f; f h; sexe m f; sexo; genero; sesso; genere; kon; koen; koen m k; plec; plec k m; k m;
        m k; demographics sex
    """,
    "race": """
        race; ethnicity race; race ethnicity; patient race; racial group; race category; race text; race desc; arace;
        ethnie; ras; hautfarbe; raza; etnia; razza; raca; cor raca; rasa; etnicitet
    """,
    "start_date": """
        start date; date of start; treatment start; treatment start date; tx start; tx start date; trt start;
        rx start date; therapy start; therapy start date; start of treatment; start of therapy; date treatment start;
        date of treatment start; date start; startdt; start dt; trtsdt; trtsdtm; rfstdtc; rfxstdtc; trtstdt;
        date of first exposure to treatment; date of first dose; date first dose; first dose; first dose date;
        first application; first application date; date of first application; first treatment date;
        baseline date; date of baseline; baseline visit date; date baseline; bl date; index date; date of index; day 0;
        day 0 date; day zero; time zero; time zero date; date of time zero; t0 date; inclusion date; date of inclusion;
        enrolment date; enrollment date; date of enrolment; date of enrollment; combination start;
        combination start date; start of combination; date of combination; combined start; combined start date;
        start of combined treatment; date of combined start; start combination therapy; add on date; add on start;
        added on; date added; randomisation date; randomization date; behandlungsbeginn; therapiebeginn; startdatum;
        beginn der behandlung; beginn kombination; datum behandlungsbeginn; datum therapiebeginn; einschlussdatum;
        datum einschluss; start behandeling; begindatum; startdatum behandeling; datum start; datum start behandeling;
        inclusiedatum; date de debut; date debut; debut du traitement; date d inclusion; date debut traitement;
        date de debut du traitement; fecha de inicio; fecha inicio; inicio del tratamiento; fecha inicio tratamiento;
        fecha de inclusion; data inizio; data di inizio; inizio trattamento; data inizio trattamento;
        data de inicio; inicio do tratamento; data inicio; data de inclusao; behandlingsstart; start behandling;
        data rozpoczecia; poczatek leczenia; data rozpoczecia leczenia; data wlaczenia
    """,
    "cream_start_date": """
        cream start; cream start date; cream started; date cream started; start of cream; start date of cream;
        date of cream start; rux start; rux start date; ruxolitinib start; ruxolitinib start date;
        ruxolitinib cream start date; rux cream start; rux cream start date; start of ruxolitinib;
        start of ruxolitinib cream; opzelura start; opzelura start date; date opzelura started; opzelura started;
        start of opzelura; topical start; topical start date; beginn creme; creme beginn; start creme; debut creme;
        inicio crema; inizio crema; inicio creme; start kram; start krem; date started cream; date started opzelura;
        date of opzelura start; first cream use; date first cream; first cream date; date ruxolitinib started
    """,
    "systemic_start_date": """
        systemic start; systemic start date; systemic started; date systemic started; start of systemic;
        start date of systemic; date of systemic start; start of systemic therapy; systemic therapy start;
        systemic therapy start date; systemic treatment start date; agent start; agent start date; drug start;
        drug start date; biologic start; biologic start date; start of biologic; medication start;
        medication start date; sys start; sys start date; date started systemic; beginn systemtherapie;
        start systemisch; debut systemique; inicio sistemico; inizio sistemico; jak start date; systemic first dose;
        date of first systemic dose; sys drug start; sys drug start date
    """,
    "cream_start_week": "cream start week; cream start weeks; weeks since cream start; rux start week; cream week",
    "systemic_start_week": "systemic start week; systemic start weeks; sys start week; agent start week",
    "follow_up_weeks": """
        follow up weeks; followup weeks; fu weeks; weeks of follow up; weeks followed; weeks on both;
        weeks on combination; exposure weeks; weeks of exposure; time at risk weeks; duration weeks; combined weeks;
        weeks on treatment; weeks on both treatments; duration of combined use weeks; follow up duration weeks;
        treatment duration weeks; duration in weeks; weeks at risk; nachbeobachtung wochen; opvolging weken
    """,
    "follow_up_end": """
        follow up end; follow up end reason; reason end; reason for end; end reason; reason for stopping;
        stop reason; reason stopped; reason of discontinuation; reason for discontinuation; discontinuation reason;
        dcsreas; eosstt; end of follow up reason; why stopped; treatment status; follow up status; disposition;
        dsdecod; dcreascd; grund fur abbruch; abbruchgrund; reden stop; reden van stoppen; raison d arret;
        motivo de suspension; motivo interruzione; motivo
    """,
    "last_date": """
        last date; last visit; last visit date; date of last visit; last seen; date last seen; last contact;
        last contact date; date of last contact; last follow up; last follow up date; date of last follow up; last fu;
        last fu date; last assessment date; data cut; data cut date; data cutoff; data cutoff date; cut off date;
        cutoff date; lstalvdt; eosdt; rfendtc; rfpendtc; end of follow up; end of follow up date; follow up end date;
        censor date; date of data cut; letzter kontakt; letzte visite datum; datum letzter kontakt; laatste contact;
        laatste bezoek datum; derniere visite date; date de derniere visite; ultima visita fecha; fecha ultima visita;
        data ultima visita; ultimo contatto; senaste kontakt; data ostatniej wizyty
    """,
    "ae_status": """
        ae status; any ae; any aes; any adverse event; any adverse events; ae y n; ae yn; ae yes no; aeyn; ae any;
        had ae; had any ae; adverse events documented; adverse event y n; adverse events y n; adverse event yes no;
        adverse events yes no; experienced ae; experienced an adverse event; ae reported; ae occurred; ae present;
        adverse events reported; were there any adverse events; were any adverse events experienced; has ae; ae flag;
        any side effect; any side effects; side effects y n; nebenwirkungen ja nein; bijwerkingen ja nee;
        effets indesirables oui non; eventos adversos si no; adverse event status; adverse events status
    """,
    "week": """
        week; weeks; wk; wks; week no; week nr; week number; week num; study week; visit week; week of visit; wk no;
        weeks from baseline; weeks since baseline; weeks from start; weeks since start; weeks on study; time weeks;
        time in weeks; time wk; weeks post baseline; follow up week; fu week; week of follow up; week of study; awk;
        assessment week; weeknum; timepoint week; timepoint weeks; woche; wochen; studienwoche; woche nr; kalender woche
        studie; weken; studieweek; week na start; semaine; semaines; semaine de suivi; semana; semanas; semana de
        estudio; semana do estudo; settimana; settimane; vecka; veckor; uge; uger; uke; tydzien; tygodnie;
        tydzien badania; sem; weeks of treatment; treatment week
    """,
    "month": """
        month; months; mo; mths; month no; month number; study month; visit month; time months; time in months;
        months from baseline; months since baseline; months since start; follow up month; fu month; monat; monate;
        maand; maanden; mois; mes; meses; mese; mesi; manad; manader; maned; maneder; miesiac; miesiace
    """,
    "day": """
        study day; day; days; visit day; day of visit; days from baseline; days since baseline; days since start;
        days from start; time days; time in days; day no; day number; ady; visitdy; qsdy; rsdy; studyday; tag; tage;
        studientag; studiedag; dag; dagen; jour; jours; jour d etude; dia; dias; dia de estudio; giorno; giorni;
        dagar; dage; dzien; dni; dzien badania
    """,
    "visit": """
        visit; visits; visit name; visit label; visit no; visit nr; visit number; visit num; visit code; visit type;
        visit id; study visit; visit description; avisit; analysis visit; visit title; epoch visit; timepoint;
        time point; timepoints; time; timept; tpt; tp; assessment time; assessment timepoint; redcap event name;
        event name; redcap event; study event; study event name; visit event; follow up; followup; follow up visit;
        fu visit; fup; follow up time; followup time; follow up timepoint; encounter; folder; foldername; folder name;
        visite; visiten; visitenname; visitennummer; zeitpunkt; messzeitpunkt; termin; untersuchungszeitpunkt;
        kontrolltermin; bezoek; bezoeknummer; bezoeknr; consult; meetmoment; tijdstip; meetpunt; tijdspunt; visita;
        nombre de la visita; n visite; numero de visite; temps; moment; moment de visite; numero visita; n visita;
        momento; punto temporal; tiempo; tempo; nome visita; consulta; besok; besoksnummer; tidpunkt; besog;
        besogsnummer; tidspunkt; wizyta; nazwa wizyty; nr wizyty; numer wizyty; punkt czasowy; kontrola
    """,
    "visit_date": """
        visit date; date of visit; assessment date; date of assessment; visitdate; visit dt; visdat; visit dat; vdate;
        date visit; date assessed; date of evaluation; evaluation date; exam date; examination date; date of exam;
        date of examination; date seen; clinic date; encounter date; date of encounter; appointment date;
        contact date; service date; date of service; follow up date; fu date; observation date; measurement date;
        recorded date; recorded on; recorded time; date recorded; collection date; date of collection; score date;
        adt; adtm; qsdtc; rsdtc; visitdt; svstdtc; svstdat; assessdate; record date; datum visite; visitendatum;
        besuchsdatum; datum der visite; untersuchungsdatum; datum untersuchung; bezoekdatum; datum bezoek;
        datum van bezoek; meetdatum; consultdatum; datum consult; date de visite; date visite; date de la visite;
        date d evaluation; date de consultation; fecha de visita; fecha visita; fecha de la visita;
        fecha de evaluacion; fecha de consulta; data visita; data della visita; data valutazione; data da visita;
        data de visita; data da avaliacao; data da consulta; besoksdatum; datum for besok; besogsdato; dato for besog;
        data wizyty; data badania; data oceny
    """,
    "measure_name": """
        measure; measure name; measurement; measurement name; measurement type; parameter; parameter name;
        parameter code; param; paramcd; test name; test code; test; testcd; qstest; qstestcd; rstest; rstestcd;
        flowsheet; flowsheet row; flowsheet row name; flowsheet name; flowsheet measure; flo meas name;
        flo meas id name; disp name; display name; item name; item; attribute; observation; observation name;
        assessment name; assessment type; instrument measure; score name; score type; scale name; outcome measure;
        endpoint name; variable measured; question; question text; concept; concept name; messwert name;
        meetinstrument; mesure; parametre; parametro; misura; nazwa parametru
    """,
    "measure_value": """
        aval; avalc; analysis value; qsstresn; qsstresc; qsorres; rsstresn; rsstresc; rsorres; measure value;
        measurement value; meas value; meas value num; numeric result; result value; test result; numeric value;
        value numeric; value num; valuenum; recorded value; observation value; score value; observed value;
        flowsheet value; messwert; wert; waarde; meetwaarde; valeur; valor; valore; varde; vaerdi; wartosc
    """,
    "derived": """
        dtype; derived; derivation type; imputed; imputation; is derived; derived flag; is imputed; locf; locf flag
    """,
}

# Names that stand for the same thing as a better one; where a neighbour is the better one, they mean nothing more.
BETTER = {
    worse: tuple(better.split("; "))
    for worse, better in {
        "subjid": "usubjid",
        "subject": "usubjid; subject id",
        "patient": "patient id",
        "participant": "participant id",
        "armcd": "arm; actarm; trt01a",
        "arm": "actarm; trt01a; cohort",
        "actarmcd": "actarm; trt01a; arm",
        "actarm": "trt01a; cohort",
        "trt01p": "trt01a; cohort",
        "trt01a": "cohort",
        "trta": "trt01a; cohort",
        "trtp": "trta; trt01a; cohort",
        "trtan": "trta",
        "param": "paramcd",
        "qstest": "qstestcd",
        "rstest": "rstestcd",
        "avalc": "aval",
        "qsstresc": "qsstresn",
        "qsorres": "qsstresn; qsstresc",
        "rsstresc": "rsstresn",
        "rsorres": "rsstresn; rsstresc",
        "rfstdtc": "trtsdt; rfxstdtc",
        "trtsdtm": "trtsdt",
        "rfendtc": "lstalvdt; eosdt",
        "rfpendtc": "lstalvdt; eosdt; rfendtc",
        "visit": "avisit",
        "qsdtc": "adt",
        "qsdy": "ady",
        "visitdy": "ady; qsdy",
        "adtm": "adt",
        "aage": "age",
        "visit no": "visit name; visit; visit label",
        "visit number": "visit name; visit; visit label",
        "visit id": "visit name; visit; visit number",
    }.items()
}
