import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.intake.fields import FIELDS
from core.intake.meanings import header_words, header_words_events
from core.intake.meanings.headers import meaning
from core.intake.meanings.plain import phrases
from core.schema import TABLES

# Titles as sites write them -> field, over ten languages.
KNOWN = {
    "patient_id": """
        Patientnr; Participant; patient_no; pid; USUBJID; SUBJID; Subject ID; record_id; Screening No.; Proband;
        N° patient; ID paciente; Codice paziente; Patientennummer; Deelnemer nr; Försöksperson; Nr pacjenta; PatientID
    """,
    "site": "Site; siteid; Study centre; Zentrum; Ziekenhuis; redcap_data_access_group; Ośrodek; Clinic name",
    "cohort": """
        Cohort; Assigned group; study_group; arm; TRT01A; ACTARM; Treatment arm; Kohorte; Groep; Bras; Brazo; Grupa
    """,
    "agent": """
        systemic_agent; Background drug; sys_drug; medication; drug; Systemic therapy; Wirkstoff; Medicatie;
        Traitement systémique; Fármaco; Läkemedel; Lek; Systemic agent (current)
    """,
    "age": """
        Age; age_years; Years of age; Age (years); Alter; Leeftijd; Âge (ans); Edad; Età; Idade; Ålder; Wiek (lata)
    """,
    "sex": "Sex; M/F; sex_birth; Sex at birth; Gender; Geschlecht; Geslacht; Sexe; Sexo; Sesso; Kön; Płeć",
    "race": "Race; race_ethnicity; Etnia",
    "start_date": """
        treatment_start; first_application; TRTSDT; Index date; Baseline date; Behandlungsbeginn; Startdatum;
        Date de début; Fecha de inicio; Data inizio; RFSTDTC
    """,
    "cream_start_date": "Cream start; Opzelura start date; rux_start_date; Date of cream start",
    "systemic_start_date": "Systemic start date; Date systemic started; biologic_start; Agent start date",
    "follow_up_weeks": "follow_up_weeks; Weeks of follow-up; Weeks on both",
    "follow_up_end": "Reason for stopping; DCSREAS; Abbruchgrund",
    "last_date": "Last visit date; LSTALVDT; Data cut-off; Date last seen",
    "ae_status": "ae_status; Any AE?; AE (Y/N); Adverse events reported",
    "week": "Week; Wk; Week no.; Study week; Woche; Semaine; Settimana; Vecka; Uge; Tydzień",
    "month": "Month; Monat; Mois; months_since_baseline",
    "day": "Study day; ADY; Tag; VISITDY",
    "visit": """
        Visit; AVISIT; redcap_event_name; Event Name; Time; Timepoint; Visite; Bezoek; Visita; Zeitpunkt; Besök;
        Wizyta
    """,
    "visit_date": """
        Date; Datum; Fecha; assessment_date; Visit date; ADT; QSDTC; Date of visit; Bezoekdatum; Data wizyty
    """,
    "iga": "IGA; iga_total; IGA score; vIGA-AD; vIGA-AD™ score; IGA (0-4); Investigator's Global Assessment",
    "bsa_pct": "BSA; bsa_perc; BSA %; % BSA; BSA affected (%); Body surface area affected; KOF betroffen; bsa_pct",
    "itch_nrs": """
        Itch; itch_score; Jeuk; Juckreiz; Prurit; Picor; Prurito; Klåda; Kløe; Świąd; Peak Pruritus NRS; PP-NRS;
        Itch NRS (0-10); Worst itch past 24 h; Pruritus NRS
    """,
    "measure_name": "PARAMCD; Measure; QSTESTCD; Flowsheet row name; Test name",
    "measure_value": "AVAL; QSSTRESN; meas_value; Test result",
    "derived": "DTYPE; Imputed; Derived",
    "term": """
        AEDECOD; Adverse event; Preferred term; AE term; Nebenwirkung; Bijwerking; Effet indésirable; Evento adverso;
        Biverkning; se_name; ae_term; Zdarzenie niepożądane
    """,
    "system_organ_class": "SOC; AEBODSYS; System organ class; Organklasse; se_organ; Classe d'organe",
    "severity": "Severity; AESEV; CTCAE grade; AETOXGR; Schweregrad; Ernst; se_grade; Sévérité; Gravedad; Intensity",
    "serious": "Serious; AESER; SAE?; Serious AE; Schwerwiegend; se_sae; Grave",
    "related": "related; AEREL; Causality; attribution; Relationship to study drug; Kausalität; se_caus; Imputabilité",
    "related_cream": "Related to cream; related_rux; Relationship to ruxolitinib cream; ae_rel_rux",
    "related_systemic": "Related to systemic; rel_sys; Relationship to systemic agent",
    "special_interest": "AESI; Event of special interest",
    "event_start_date": "AE start; AESTDTC; Onset date; se_begin; ae_start_date; Start date of AE",
    "event_end_date": "AE end date; AEENDTC; Date resolved; ae_stop",
    "event_start_week": "start_week; AE week; Onset week",
    "event_start_day": "ASTDY; AESTDY; Onset day",
    "action_taken": "Action taken; AEACN; Maatregel; ae_action",
    "outcome": "Outcome; AEOUT; Ausgang; Esito",
    "treatment_emergent": "TRTEMFL; TEAE",
}


@pytest.mark.parametrize(
    ("field", "title"), [(field, title.strip()) for field, titles in KNOWN.items() for title in titles.split(";")]
)
def test_a_title_of_a_site_means_its_field(field, title):
    found = meaning(title)
    assert found is not None
    assert (found.field, found.week) == (field, "")
    assert found.how in ("exact", "alias")
    assert found.table_hint == FIELDS[field].table


@pytest.mark.parametrize("field", FIELDS)
def test_the_name_of_a_field_is_exact(field):
    assert (meaning(field).field, meaning(field).how) == (field, "exact")


def test_every_column_of_our_own_template_means_something():
    names = {column.name for table in TABLES for column in table.stored}
    assert {name for name in names if meaning(name) is None or meaning(name).how != "exact"} == set()


@pytest.mark.parametrize(
    ("title", "field", "week"),
    [
        ("Wk0_IGA", "iga", "wk 0"),
        ("Wk52_Itch", "itch_nrs", "wk 52"),
        ("iga_week_12", "iga", "week 12"),
        ("IGA W12", "iga", "w 12"),
        ("igawk12", "iga", "wk 12"),
        ("BSA (12 wks)", "bsa_pct", "12 wks"),
        ("itch.3mo", "itch_nrs", "3 mo"),
        ("M6_itch", "itch_nrs", "m 6"),
        ("w52bsa", "bsa_pct", "w 52"),
        ("BSAw52", "bsa_pct", "w 52"),
        ("baseline_iga", "iga", "baseline"),
        ("BSA_bl", "bsa_pct", "bl"),
        ("IGA day 0", "iga", "day 0"),
        ("IGA_D28", "iga", "d 28"),
        ("IGA_V3", "iga", "v 3"),
        ("T4_IGA", "iga", "t 4"),
        ("Visit 3 IGA", "iga", "visit 3"),
        ("IGA EOT", "iga", "eot"),
        ("IGA screening", "iga", "screening"),
        ("IGA score at week 12", "iga", "week 12"),
        ("Worst itch past 24 h, week 12", "itch_nrs", "week 12"),
        ("Juckreiz Woche 12", "itch_nrs", "woche 12"),
        ("IGA semaine 12", "iga", "semaine 12"),
        ("IGA Wk -4", "iga", "wk -4"),
        ("Wk12_date", "visit_date", "wk 12"),
        ("date_week_12", "visit_date", "week 12"),
    ],
)
def test_a_wide_title_names_a_score_and_a_visit_in_any_order_and_glue(title, field, week):
    found = meaning(title)
    assert (found.field, found.how, found.week) == (field, "alias", week)


def test_a_number_alone_is_a_visit_only_beside_its_like():
    assert meaning("IGA_12").how == "suggestion"
    assert meaning("IGA_12", neighbours=("id", "IGA_0", "IGA_4")).how == "alias"
    assert meaning("IGA_12", neighbours=("id", "IGA_0", "IGA_4")).week == "12"


def test_the_range_of_a_scale_is_told_and_is_no_visit():
    assert meaning("itch (VAS 0-100)").scale == "0-100"
    assert meaning("IGA (0-4)").scale == "0-4"
    assert meaning("IGA 1-5").scale == "1-5"


def test_an_area_in_square_metres_is_not_the_share_with_dermatitis():
    for title in ("BSA (m2)", "BSA m²", "BSA [m^2]", "BSA_m2", "Body Surface Area (sq m)"):
        assert meaning(title) is None, title
    assert meaning("BSA_M2", neighbours=("BSA_M1", "BSA_M3")).week == "m 2"


def test_body_surface_is_sure_only_beside_another_score():
    assert meaning("Body surface area").how == "suggestion"
    assert meaning("Body surface area", neighbours=("id", "IGA", "Itch")).how == "alias"


def test_a_bare_rating_is_the_itch_only_where_nothing_else_is_rated():
    assert meaning("NRS").how == "suggestion"
    assert meaning("NRS", neighbours=("id", "IGA", "BSA")).how == "alias"
    assert meaning("NRS", neighbours=("id", "IGA", "sleep NRS")).how == "suggestion"
    assert meaning("NRS", neighbours=("id", "IGA", "itch")).how == "suggestion"


@pytest.mark.parametrize(
    ("title", "neighbours", "field"),
    [
        ("start", ("pid", "term", "severity"), "event_start_date"),
        ("start", ("pid", "cohort", "age"), "start_date"),
        ("from", ("pid", "event", "organ_class", "gr", "SAE?"), "event_start_date"),
        ("event", ("pid", "organ_class", "gr", "SAE?", "attribution"), "term"),
        ("gr", ("pid", "event", "organ_class", "SAE?"), "severity"),
        ("grade", ("pid", "event", "from", "to"), "severity"),
        ("AETERM", ("USUBJID", "AESEV"), "term"),
        ("AETERM", ("USUBJID", "AEDECOD"), None),
        ("code", ("cohort", "iga"), "patient_id"),
        ("code", ("patient id", "iga"), None),
        ("nr", ("id", "iga"), None),
        ("id", ("nr", "iga"), "patient_id"),
        ("value", ("patient", "measure"), "measure_value"),
        ("value", ("patient", "cohort"), None),
        ("ARM", ("USUBJID", "TRT01A"), None),
        ("AESOC", ("USUBJID", "AEBODSYS"), None),
        ("SUBJID", ("USUBJID",), None),
        ("Treatment", ("patient", "IGA"), "agent"),
    ],
)
def test_weak_titles_mean_what_their_neighbours_make_of_them(title, neighbours, field):
    found = meaning(title, neighbours=neighbours)
    assert (found.field if found else None) == field


def test_a_treatment_beside_the_agent_may_be_the_cohort_and_is_only_suggested():
    found = meaning("Treatment", neighbours=("patient", "systemic agent"))
    assert (found.field, found.how) == ("cohort", "suggestion")


def test_a_misspelt_title_is_a_suggestion_and_never_more():
    assert (meaning("cohrot name").field, meaning("cohrot name").how) == ("cohort", "suggestion")
    assert meaning("Preffered term").how == "suggestion"
    assert meaning("agnt") is None


# Headers of other fields: cars, flowers, penguins, ships, flights, houses, shops, staff, other clinics. The import must
# not find its own words in them (with laxer likeness a third of such headers had a meaning).
UNRELATED = """
    mpg cyl displacement horsepower acceleration model_year origin sepal_length petal.width species island
    bill_length_mm flipper_length_mm body_mass_g Survived Pclass SibSp Parch Fare Embarked cabin carat cut color
    clarity depth price continent lifeExp pop gdpPercap dep_delay arr_time carrier flight tailnum dest air_time
    distance median_house_value total_rooms ocean_proximity MSSubClass LotArea SalePrice closing_price Volume
    adj_close ticker invoice_no stock_code quantity unit_price employee_count job_role salary satisfaction_level
    last_evaluation num_projects sitekey WEEK00 weight height BMI waist_cm systolic_bp diastolic heart_rate glucose
    cholesterol HbA1c creatinine hemoglobin platelets smoker alcohol diagnosis icd10 comorbidity family_history
    education occupation marital_status income EASI SCORAD DLQI POEM ADCT EQ5D HADS sleep_nrs pain_nrs fatigue_vas
    onset_of_AD age_of_onset age_group birth_weight baseline_severity IGA_change IGA_CFB IGA_responder IGA_success
    IGA01 itch_response easi_75 CHG PCHG BASE ABLFL ANL01FL SAFFL ITTFL DTHFL ETHNIC COUNTRY AGEU AGEGR1 TRTEDT DOSE
    DOSEU ROUTE EXDOSE LBTESTCD LBSTRESN VSTESTCD MHTERM CMTRT CMDECOD response_rate weekly_hours dayofweek weekday
    monthly_income yearbuilt visit_duration visitors agent_commission armspan aeration agency cohort_size sexuality
    racetrack siteurl termdays severityindex outcomes_research related_products serial_no drugstore medical_history
    concomitant_disease tobacco weeknight bsabs itchy_eyes pruritus_medication igaming follow_up_needed date_of_birth
    date_of_death enrollment_complete redcap_repeat_instrument redcap_repeat_instance survey_timestamp Complete?
    site_of_event weeks_of_gestation day_of_birth length_of_stay number_of_children cohort_study_name itch_LOCF
    IGA_0/1 delta_itch
""".split()  # noqa: SIM905


@pytest.mark.parametrize("title", UNRELATED)
def test_a_title_of_another_field_means_nothing_by_itself(title):
    found = meaning(title)
    assert found is None or found.how == "suggestion"


def test_hardly_any_title_of_another_field_is_even_suggested():
    assert sum(meaning(title) is not None for title in UNRELATED) <= 1


def test_no_wording_stands_under_two_fields():
    for lists in (header_words.ALIASES | header_words_events.ALIASES, header_words_events.PARTS):
        entries = [(entry, field) for field, listed in lists.items() for entry in phrases(listed)]
        fields = {}
        for entry, field in entries:
            fields.setdefault(entry, set()).add(field)
        assert {entry: found for entry, found in fields.items() if len(found) > 1} == {}


@given(st.sampled_from(sorted(FIELDS)), st.sampled_from(["{}", " {} ", "{}:", "{} ?", "*{}", "{}\u200b"]))
def test_marks_around_a_title_change_nothing(field, form):
    assert meaning(form.format(field.upper())).field == field


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=3))
@settings(max_examples=300)
def test_any_title_is_read_without_fault(title, neighbours):
    found = meaning(title, neighbours=tuple(neighbours))
    assert found is None or found.field in FIELDS
