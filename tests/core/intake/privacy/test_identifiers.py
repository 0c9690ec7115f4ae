import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.fields import FIELDS
from core.intake.privacy.identifiers import look_alikes, pseudonyms, screen

# Titles that identify a person, by kind, in many languages.
TITLES = {
    "name": """
        patient_name; Name; First name; LASTNAME; Surname; PatientName; Vorname; Nachname; Achternaam; Prénom; Nom;
        Apellidos; Nombre; Cognome; Sobrenome; Efternamn; Nazwisko; Imię; Physician; referring doctor
    """,
    "initials": "Initials; Pt initials; Initialen; Iniciales; Subject_Initials",
    "kin": "next_of_kin; Next of kin name; Angehörige",
    "birth date": """
        birth_date; DOB; Date of birth; dateofbirth; Year of birth; Geburtsdatum; geboortedatum; Date de naissance;
        Fecha de nacimiento; Data di nascita; Födelsedatum; Data urodzenia; BRTHDTC; patient_dob
    """,
    "record number": """
        hospital_number; MRN; Pat MRN; Medical Record No.; NHS number; CPR-nr; Personnummer; CSN; Chart #number;
        Fallnummer; N° dossier; Historia clínica; Cartella clinica; PESEL; BSN
    """,
    "national number": """
        SSN; Social Security Number; Passport no; Codice fiscale; Insurance number; Versichertennummer; DNI
    """,
    "phone": "mobile; Phone; Tel.; Telefon; telefoonnummer; Teléfono; Cell phone; pt_phone_no; Fax; Handy",
    "e-mail": "Email; e-mail; Correo electrónico; email_address",
    "address": """
        Address; Street; City; ZIP; Postcode; PLZ; Wohnort; Straat; Code postal; Ciudad; Kod pocztowy; Place of birth
    """,
    "network address or device": "IP address; MAC address; Device serial number; URL",
    "photo or biometric": "Photo; Fingerprint; image file",
    "survey identifier": "redcap_survey_identifier",
    "free text": "remarks; Comments; Notes; Bemerkungen; Opmerking; Commentaires; Uwagi",
}


@pytest.mark.parametrize(
    ("kind", "title"), [(kind, title.strip()) for kind, titles in TITLES.items() for title in titles.split(";")]
)
def test_a_title_that_identifies_is_found(kind, title):
    hit = screen(title, [])
    assert hit is not None
    assert hit.by == "header"
    assert hit.kind == kind


TRAPS = """
    Sex at birth; given_birth; next_of_kin_confirmed; drug name; AE name; event name; test name; visit name;
    site name; agent name; country of birth; sex_birth; se_name; medication name; cell count; B cell; T-cell lymphoma;
    side effects; birth weight; disease state; phone visit; photosensitivity; site of application; organ_class;
    hospital; vehicle; face; head and neck; Insurance type; consent date; date of death; patient_id; USUBJID;
    record_id; subject; study id; screening number; case number; nr; code; address issue; follow up; state; country;
    region; status; device exposure; term; description; text; verbatim; history of atopy; name confirmed;
    e-mail consent collected
"""


@pytest.mark.parametrize("title", [title.strip() for title in TRAPS.split(";")])
def test_a_title_that_only_sounds_like_it_is_not(title):
    assert screen(title, []) is None


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_of_ours_identifies(field):
    assert screen(field, []) is None
    assert screen(FIELDS[field].says.split(" (")[0].split(",")[0], []) is None


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("e-mail", "a@b.com; c.d@e.org"),
        ("national number", "123-45-6789; 987-65-4321"),
        ("national number", "010190-1234; 020385-4321"),
        ("national number", "19900101-1234; 19850203-4321"),
        ("phone", "555-0101; 555-0102; 555-0103"),
        ("phone", "(212) 555-0101; 212-555-0102; 212.555.0103"),
        ("phone", "+49 170 1234567; +44 20 7946 0958; +31 6 12345678"),
        ("record number", "943 476 5919; 943 476 5870; 401 023 2137"),
        ("network address or device", "192.168.0.1; 10.0.0.1; 10.0.0.2"),
        ("network address or device", "https://example.org/p/1; www.example.org; http://a.b"),
        ("name", "Smith, John; Doe, Jane; Roe, Richard A."),
        ("name", "Mr. Smith; Mrs Jones; Dr Brown"),
        ("address", "12 Main Street; 4 High St; 99 Elm Road"),
        ("address", "Hauptstraße 5; Ringweg 3a; Bahnhofstr. 7"),
        ("address", "SW1A 1AA; M1 1AE; EC1A 1BB"),
    ],
)
def test_cells_that_identify_are_found_under_any_title(kind, cells):
    hit = screen("x", cells.split("; "))
    assert (hit.kind, hit.by) == (kind, "values")


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("USUBJID", "01-701-1015; 01-701-1023; 01-701-1028"),
        ("patient_id", "P001; P002; P003"),
        ("record_id", "101; 102; 103"),
        ("visit_date", "2024-03-25; 2024-04-22; 2024-05-20"),
        ("date", "25-03-2024; 22-04-2024; 20-05-2024"),
        ("bsa", "13.7; 2.5; 0.1"),
        ("term", "Infection, Viral; Rash, Generalised; Pain, Joint"),
        (
            "soc",
            "Skin and subcutaneous tissue disorders; Eye disorders; Nervous system disorders",
        ),
        ("agent", "dupilumab; Dupilumab, Methotrexate; cyclosporine"),
        ("x", "yes; no; unknown"),
        ("x", "10-15%; 5-10%; 20-25%"),
        ("name", "IGA; BSA; Itch NRS"),
        ("name", "dupilumab; methotrexate"),
    ],
)
def test_cells_that_only_look_like_it_are_not(title, cells):
    assert screen(title, cells.split("; ")) is None


def test_half_of_the_cells_are_needed():
    assert screen("x", ["a@b.com", "none", "no", "unknown"]) is None
    assert screen("x", ["a@b.com", "c@d.com", "no", "unknown"]).kind == "e-mail"


def test_sentences_are_free_text():
    hit = screen("x", ["she said that it was much better than at the last visit", "first line\nsecond line"])
    assert (hit.kind, hit.by) == ("free text", "values")


def test_study_numbers_with_initials_and_a_birth_date_are_named():
    hit = screen("patient_id", ["AB-19800214", "CD-19790101", "EF-19951231"])
    assert (hit.kind, hit.key_like) == ("initials and date", True)
    assert hit.reason == "most cells look like initials and a birth date"


def test_what_the_dictionary_marks_counts_too():
    assert screen("x", ["1", "2"], flagged=True).by == "dictionary"
    assert screen("DOB", [], flagged=True).by == "header"


@pytest.mark.parametrize(
    ("title", "key"), [("MRN", True), ("hospital_number", True), ("SSN", True), ("Name", False), ("DOB", False)]
)
def test_numbers_a_hospital_finds_a_patient_by_could_be_keys(title, key):
    assert screen(title, []).key_like is key


@given(st.lists(st.text(min_size=3, max_size=20), max_size=5))
def test_a_reason_never_holds_a_cell(cells):
    private = [f"zq{cell}qz" for cell in cells]
    for title in ("Name", "x", "remarks"):
        hit = screen(title, private)
        assert hit is None or not any(cell in hit.reason for cell in private)


@given(st.lists(st.text(max_size=8), max_size=30))
def test_pseudonyms_are_one_to_one_and_tell_nothing(ids):
    made = pseudonyms(ids)
    assert list(made) == list(dict.fromkeys(ids))
    assert list(made.values()) == sorted(set(made.values()))
    assert all(re.fullmatch(r"P\d{3,}", name) for name in made.values())


def test_more_than_999_patients_get_longer_pseudonyms():
    made = list(pseudonyms(map(str, range(1000))).values())
    assert (made[0], made[-1]) == ("P0001", "P1000")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P01", "P1"),
        ("P01", "p01"),
        ("P01", "PO1"),
        ("P01", "P-01"),
        ("P01", "P 01"),
        ("P01", "P01\u200b"),
        ("A1", "Al"),
        ("P01", "\u0420\u043e1"),
        ("10", "1O"),
        ("001", "1"),
    ],
)
def test_identifiers_that_look_alike_are_named_together(one, other):
    assert look_alikes([one, "X77", other]) == ((one, other),)


def test_identifiers_that_differ_visibly_are_not():
    assert look_alikes(["1-11", "11-1", "P01", "P10", "P100", "A1", "B1", "P01"]) == ()
