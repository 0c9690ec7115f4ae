"""The same counts on every engine as patient by patient."""

# ruff: noqa: E501 - tables are written out
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pandas import concat

from core.coding import coded
from core.extract import extract_from_frames, read_extract
from core.schema import TABLES
from core.store.digest import content_digest
from core.store.engines.connecting import tables_of_extract
from core.store.engines.counting import counted
from core.store.engines.flat import flat
from core.store.of_coded import store_of
from core.store.of_counted import store_of_counted
from tests.core.drawn import extracts

SAMPLE = Path(__file__).resolve().parents[4] / "sample_data" / "extract.parquet"


NASTY = {
    "patients": """
        patient_id | cohort | systemic_agent         | site | sex    | age | follow_up_weeks | follow_up_end | ae_status
        tied       | A      | dupilumab              | Bern | female | 40  | 52              | ongoing       | none
        fraction   | B      | cyclosporine           |      | male   | 17  |                 | died          | not documented
        late base  | A      | abrocitinib            | Bern |        |     | 12.5            | stopped both  | any
        no base    | B      |                        | Ulm  | other  | 65  | 0               | stopped cream | any
        silent     | A      | methotrexate           | Ulm  | female | 18  | 30              |               | any
        no visit   | B      | cyclosporine           | Ulm  | male   | 39  | 30              | ongoing       | none
        several    | A      | cyclosporine + dupilumab | Ulm | male   | 64 | 30              | died          | any
        earlier    | B      | dupilumab              | O'Hara "x" | male | 90 | 8           | ongoing       | any
    """,
    "visits": """
        patient_id | week | day | iga | bsa_pct | itch_nrs
        tied       | 0    | 0   | 4   | 16      | 7
        tied       | -1   | 0   | 3   |         | 6
        tied       | 3.5714285 | 25 | 2 | 8     |
        tied       | 4.428571 | 31 | 1 | 7.5    | 2
        tied       | 6    | 42  | 1   | 5       | 1
        tied       | 6    |     | 0   | 4       | 0
        tied       | 1.9  |     | 2   | 9       | 3
        tied       | 2    |     | 2   |         | 4
        tied       | 59.9 |     | 0   | 0       | 0
        tied       | 60   |     | 4   | 90      | 10
        fraction   | -12.9| -90 | 3   | 0       | 3.5
        fraction   | -1   | -91 | 1   | 39.9    |
        fraction   | 4.25 |     | 2   | 40      | 3.99
        fraction   | 3.75 |     | 3   | 41      | 1
        fraction   | 14   | 98  |     | 3       | 1
        late base  | 1    | 7   | 2   | 0.5     | 4
        late base  | 0.5  | 3   |     | 15.9    |
        late base  | 52   | 364 | 1   |         | 0.5
        no base    | 1.2  | 8   | 3   | 30      | 8
        no base    | 12   |     | 0   |         | 1
        no base    | 24   |     |     | 2       |
        several    | 0    |     |     |         |
        several    | 16   | 110 | 1   | 1       | 1
    """,
    "events": """
        patient_id | term | system_organ_class | severity | serious | related_cream | related_systemic | related | special_interest | start_week | action_taken | outcome | verbatim
        late base  | Herpes zoster | Infections and infestations | severe | yes | no | yes | | | 3 | Systemic stopped | recovered |
        late base  | Pneumonia | Infections | life-threatening | yes | | | yes | | | not stopped | fatal |
        no base    | Rash | | mild | no | yes | no | no | | 4.2857142857142857 | |  | shingles
        no base    | Rash | | mild | no | yes | no | no | | 4.3 | withdrawn |  | nothing known
        no base    | Rash | | mild | no | yes | no | no | | 4.3 | withdrawn |  | nothing known
        several    | Acne | Skin | | | | | | MACE | 0 | never stopped |  |
        several    | Cardiac death | Heart | severe | | | | | death | -0.5 | | |
        several    | Conjunctivitis | Eye | moderate | yes | | | | serious infection | 99 | discontinued | |
        earlier    | Acne | Skin | mild | | | | | | -3 | | |
    """,
}


def test_duckdb_counts_ties_gaps_and_silent_patients_as_they_are_counted_one_by_one(duckdb, extract_of, same):
    same(duckdb, extract_of(*NASTY.values()))


def test_duckdb_counts_the_sample_as_it_is_counted_one_by_one(duckdb, same):
    same(duckdb, read_extract(SAMPLE))


def together(parts):
    """One extract of the patients of several."""
    frames = {}
    for spec in TABLES:
        own = [getattr(part, spec.name).drop(columns="agent_class", errors="ignore") for part in parts]
        named = [frame.assign(patient_id=f"{place}-" + frame["patient_id"]) for place, frame in enumerate(own)]
        frames[spec.name] = concat(named, ignore_index=True)
    return extract_from_frames(frames, parts[0].provenance)


@given(parts=st.lists(extracts(), min_size=10, max_size=20))
@settings(max_examples=5, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
def test_duckdb_counts_any_extracts_as_they_are_counted_one_by_one(duckdb, same, parts):
    same(duckdb, together(parts))


def test_an_extract_file_is_counted_without_being_opened_here(duckdb, directly, as_counters):
    found = as_counters(counted(flat(tables_of_extract(duckdb, SAMPLE))))
    assert found == directly(read_extract(SAMPLE))


def test_counts_of_an_engine_have_the_digest_of_the_same_counts_made_here(duckdb):
    extract = read_extract(SAMPLE)
    here = store_of(coded(extract), extract.provenance)
    there = store_of_counted(counted(flat(tables_of_extract(duckdb, SAMPLE))), extract.provenance)
    assert there.named.digest == content_digest(here)


def test_zeros_of_both_signs_blanks_and_numbers_that_are_none_are_what_they_are_in_an_extract(
    duckdb, in_engine, frames_of, extract_of, directly, as_counters
):
    tables = (
        """
        patient_id | cohort | sex | site | age
        p1         | A      |     |      |
        p2         | A      |     | Ulm  | 0
    """,
        """
        patient_id | week | itch_nrs
        p1         | -0.0 | -0.0
        p1         | 4    | 0
        p2         | 0    | 0.0
    """,
    )
    frames = frames_of(*tables)
    frames["patients"]["sex"] = ["  ", "\t"]
    frames["patients"]["site"] = ["\u00a0", "Ulm"]
    found = as_counters(counted(flat(in_engine(duckdb, frames))))
    assert found == directly(extract_of(*tables))


def test_tables_that_are_not_there_are_empty(duckdb, in_engine, frames_of, extract_of, directly, as_counters):
    tables = in_engine(duckdb, frames_of("patient_id | ae_status\n p1 | any"))
    found = as_counters(counted(flat({"patients": tables["patients"].select("patient_id", "cohort", "ae_status")})))
    assert found == directly(extract_of("patient_id | ae_status\n p1 | any"))
