"""Tallies added up say whose they are, and refuse what would count wrong."""

from dataclasses import replace

import pytest

from core.coding import coded
from core.errors import RuxScopeError
from core.provenance import Provenance
from core.store.merging import merged
from core.store.of_coded import store_of
from core.store.suppression import suppressed


@pytest.fixture
def site(extract_of):
    """A store of patients of one site."""

    def build(title, ids, *, synthetic=False):
        provenance = Provenance(title, f"chart review of {title}", synthetic=synthetic, data_cut="2026-01-31")
        patients = "patient_id\n" + "\n".join(ids.split())
        return store_of(coded(extract_of(patients, provenance=provenance)), provenance)

    return build


def test_the_sum_has_the_patients_of_all_and_names_its_parts(site):
    found = merged([site("Bern", "p1 p2"), site("Ulm", "p1 p2 p3")])
    assert found.patients == 5
    assert found.named.provenance == Provenance(
        "Bern + Ulm",
        "Sum of 2 tallies: Bern (chart review of Bern); Ulm (chart review of Ulm)",
        synthetic=False,
        data_cut="2026-01-31",
    )
    assert merged([site("Bern", "p1"), site("Ulm", "p1")], title="Both").named.provenance.title == "Both"


def test_the_order_of_the_parts_changes_names_and_no_count(site):
    bern, ulm = site("Bern", "p1 p2"), site("Ulm", "p1")
    one, other = merged([bern, ulm], title="Both"), merged([ulm, bern], title="Both")
    assert one.patients == other.patients == 3
    assert one.named.digest != bern.named.digest


def test_synthetic_patients_among_others_are_said(site):
    provenance = merged([site("Bern", "p1"), site("Made", "p1", synthetic=True)]).named.provenance
    assert provenance.synthetic
    assert provenance.source == (
        "Synthetic and real patients mixed. Sum of 2 tallies: Bern (real patients; chart review of Bern); "
        "Made (synthetic; chart review of Made)"
    )


def test_the_same_tallies_twice_are_refused(site):
    with pytest.raises(RuxScopeError, match=r"^The tallies “Bern” \(digest .{12}\) are there 2 times"):
        merged([site("Bern", "p1"), site("Ulm", "p1"), site("Bern", "p1")])


def test_different_synonym_maps_are_refused(site):
    ulm = site("Ulm", "p1")
    other = replace(ulm, named=replace(ulm.named, synonyms="0123456789ab"))
    with pytest.raises(RuxScopeError, match="“Bern” and “Ulm” found events of special interest with different"):
        merged([site("Bern", "p1"), other])


def test_one_file_is_no_sum(site):
    with pytest.raises(RuxScopeError, match="needs two or more"):
        merged([site("Bern", "p1")])


def test_what_a_part_withheld_is_said_of_the_sum(site):
    withheld = suppressed(site("Ulm", "p1 p2 p3 p4 p5 p6"), 5)
    assert merged([site("Bern", "p1"), withheld]).named.suppressed == withheld.named.suppressed
