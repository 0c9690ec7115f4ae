"""Who may import whom, read from the source. The tables go from the outside in; what they do not list is forbidden."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Our own modules: a part of the app, and the parts it may import. The longest name that fits a module speaks for it.
OURS = {
    "app": ("pages.components",),
    "pages": ("pages.components", "core"),
    "core.__main__": (
        "core.analyses",
        "core.data",
        "core.errors",
        "core.export_command",
        "core.import_command",
        "core.journal",
        "core.link",
        "core.numbers",
        "core.selection",
        "core.store.command",
        "core.view",
    ),
    "core.chart_options": ("core.selection",),
    "core.view": (
        "core.analyses",
        "core.coding",
        "core.data",
        "core.extract",
        "core.figures.layout",
        "core.individuals",
        "core.overlap",
        "core.rows",
        "core.selection",
        "core.subgroup_tally",
        "core.tally",
        "core.uncounted",
        "core.wording",
    ),
    "core.uncounted": ("core.selection", "core.store", "core.subgroup_tally", "core.tally", "core.wording"),
    "core.methods": (
        "core.agents",
        "core.analyses",
        "core.endpoints",
        "core.methods_outcomes",
        "core.numbers",
        "core.quoted",
        "core.schema",
        "core.stats",
        "core.wording",
    ),
    "core.methods_outcomes": ("core.analyses", "core.endpoints", "core.numbers", "core.quoted", "core.stats"),
    "core.quoted": (),
    "core.export": (
        "core.analyses",
        "core.chart_options",
        "core.data",
        "core.displays",
        "core.endpoints",
        "core.export",
        "core.extract",
        "core.figures",
        "core.formulas",
        "core.link",
        "core.methods",
        "core.numbers",
        "core.release",
        "core.scenes",
        "core.schema",
        "core.selection",
        "core.view",
        "core.wording",
        "core.wording_course",
        "core.wording_export",
        "core.wording_special",
        "core.wording_subgroups",
    ),
    "core.displays": (
        "core.displays",
        "core.analyses",
        "core.chart_options",
        "core.endpoints",
        "core.figures",
        "core.grade_rows",
        "core.listings",
        "core.masking",
        "core.numbers",
        "core.percent_change",
        "core.selection",
        "core.transitions",
        "core.view",
        "core.wording",
        "core.wording_change",
        "core.wording_counts",
        "core.wording_course",
        "core.wording_safety",
        "core.wording_special",
        "core.wording_subgroups",
        "core.wording_time",
        "core.rows",
    ),
    "core.wording_counts": ("core.endpoints", "core.numbers"),
    "core.wording_subgroups": ("core.analyses", "core.numbers", "core.selection", "core.wording", "core.rows"),
    "core.wording_course": ("core.endpoints", "core.numbers", "core.selection", "core.wording", "core.rows"),
    "core.wording_change": (
        "core.analyses",
        "core.endpoints",
        "core.numbers",
        "core.percent_change",
        "core.selection",
        "core.wording",
        "core.rows",
    ),
    "core.wording_special": ("core.analyses", "core.numbers", "core.selection", "core.wording"),
    "core.wording_export": ("core.selection",),
    "core.wording_safety": ("core.numbers", "core.rows", "core.selection", "core.wording"),
    "core.wording_time": (
        "core.analyses",
        "core.endpoints",
        "core.numbers",
        "core.rows",
        "core.selection",
        "core.wording",
    ),
    "core.wording": ("core.analyses", "core.endpoints", "core.numbers", "core.selection"),
    "core.figures": ("core.figures", "core.endpoints", "core.numbers", "core.schema", "core.rows"),
    "core.analyses": (
        "core.analyses",
        "core.cells",
        "core.counting",
        "core.endpoints",
        "core.numbers",
        "core.provenance",
        "core.schema",
        "core.selection",
        "core.stats",
        "core.subgroup_tally",
        "core.tally",
        "core.rows",
    ),
    # Beside the tally only these look at patients, one by one: who are they?
    "core.listings": (
        "core.coding",
        "core.event_coding",
        "core.event_counting",
        "core.extract",
        "core.facets",
        "core.schema",
        "core.selection",
    ),
    "core.scenes": ("core.errors",),
    "core.link": ("core.selection", "core.chart_options"),
    "core.overlap": ("core.counting", "core.facets", "core.selection"),
    "core.wording_pin": ("core.numbers", "core.overlap"),
    "core.grade_rows": ("core.endpoints", "core.individuals", "core.schema"),
    "core.percent_change": ("core.individuals", "core.schema"),
    "core.transitions": ("core.endpoints", "core.individuals", "core.schema"),
    "core.individuals": (
        "core.coding",
        "core.counting",
        "core.endpoints",
        "core.facets",
        "core.schema",
        "core.selection",
    ),
    "core.patients": ("core.extract", "core.individuals", "core.patient_list", "core.schema"),
    "core.patient_list": (
        "core.coding",
        "core.endpoints",
        "core.extract",
        "core.facets",
        "core.individuals",
        "core.schema",
        "core.selection",
    ),
    "core.behind": ("core.event_coding", "core.numbers", "core.schema"),
    "core.masking": ("core.extract",),
    "core.subgroup_tally": (
        "core.cells",
        "core.coding",
        "core.counting",
        "core.event_counting",
        "core.facets",
        "core.selection",
    ),
    "core.tally": (
        "core.cells",
        "core.coding",
        "core.counting",
        "core.endpoints",
        "core.event_tally",
        "core.facets",
        "core.schema",
        "core.selection",
    ),
    "core.cells": ("core.counting", "core.endpoints"),
    "core.event_tally": (
        "core.counting",
        "core.endpoints",
        "core.event_coding",
        "core.event_counting",
        "core.schema",
        "core.selection",
    ),
    "core.event_counting": (
        "core.counting",
        "core.endpoints",
        "core.event_coding",
        "core.schema",
        "core.selection",
    ),
    "core.facets": ("core.coding", "core.counting", "core.selection"),
    # Loaded by the command alone, and only where an engine is asked for: Ibis is an extra.
    "core.store.engines": (
        "core.store.engines",
        "core.agents",
        "core.endpoints",
        "core.errors",
        "core.event_coding",
        "core.schema",
        "core.special_interest",
        "core.store.counted",
        "core.store.strata",
    ),
    # The same counts by stratum, from which all tallies follow by addition.
    "core.store": (
        "core.store",
        "core.agents",
        "core.cells",
        "core.coding",
        "core.counting",
        "core.endpoints",
        "core.errors",
        "core.event_coding",
        "core.event_counting",
        "core.event_tally",
        "core.extract",
        "core.extract_file",
        "core.facets",
        "core.provenance",
        "core.schema",
        "core.score_coding",
        "core.selection",
        "core.special_interest",
        "core.subgroup_tally",
        "core.tally",
    ),
    "core.data": (
        "core.coding",
        "core.errors",
        "core.extract",
        "core.provenance",
        "core.special_interest",
        "core.store",
    ),
    "core.coding": (
        "core.endpoints",
        "core.event_coding",
        "core.extract",
        "core.extract_columns",
        "core.extract_tables",
        "core.schema",
        "core.score_coding",
        "core.score_courses",
        "core.score_unused",
        "core.special_interest",
    ),
    "core.score_coding": ("core.endpoints", "core.schema", "core.score_courses"),
    "core.score_courses": ("core.endpoints", "core.extract_columns", "core.extract_tables", "core.schema"),
    "core.score_unused": ("core.endpoints", "core.extract_tables", "core.schema", "core.score_courses"),
    "core.event_coding": (
        "core.endpoints",
        "core.extract_columns",
        "core.extract_tables",
        "core.schema",
        "core.special_interest",
    ),
    "core.special_interest": ("core.errors", "core.schema", "core.special_interest_terms"),
    "core.special_interest_terms": (),
    "core.counting": ("core.endpoints",),
    "core.export_command": (
        "core.data",
        "core.errors",
        "core.export",
        "core.journal",
        "core.link",
        "core.scenes",
        "core.selection",
        "core.view",
    ),
    "core.import_command": ("core.errors", "core.extract", "core.intake", "core.journal"),
    "core.formulas": (),
    "core.journal": ("core.data", "core.release", "core.schema", "core.selection"),
    "core.intake.summary": (
        "core.agents",
        "core.coding",
        "core.extract",
        "core.individuals",
        "core.schema",
        "core.selection",
    ),
    "core.intake": (
        "core.intake",
        "core.agents",
        "core.endpoints",
        "core.errors",
        "core.extract",
        "core.formulas",
        "core.numbers",
        "core.provenance",
        "core.schema",
        "core.selection",
        "core.store",
        "core.validation",
    ),
    "core.extract": (
        "core.agents",
        "core.errors",
        "core.extract_columns",
        "core.extract_digest",
        "core.extract_file",
        "core.extract_frames",
        "core.extract_screen",
        "core.extract_tables",
        "core.provenance",
        "core.schema",
        "core.validation",
    ),
    "core.extract_bounds": ("core.errors",),
    "core.extract_columns": ("core.schema",),
    "core.extract_digest": ("core.extract_columns", "core.extract_tables", "core.provenance", "core.schema"),
    "core.extract_file": (
        "core.errors",
        "core.extract_bounds",
        "core.extract_columns",
        "core.extract_tables",
        "core.provenance",
        "core.schema",
    ),
    "core.extract_frames": ("core.extract_columns", "core.extract_tables", "core.schema"),
    "core.extract_screen": (
        "core.agents",
        "core.endpoints",
        "core.extract_columns",
        "core.extract_tables",
        "core.schema",
    ),
    "core.extract_tables": ("core.extract_columns", "core.schema"),
    "core.validation": ("core.agents", "core.endpoints", "core.errors", "core.schema"),
    "core.selection": ("core.endpoints", "core.errors"),
    "core.provenance": ("core.errors",),
    "core.endpoints": ("core.schema",),
    "core.stats": ("core.stats",),
    "core.agents": (),
    "core.errors": (),
    "core.numbers": (),
    "core.rows": (),
    "core.schema": (),
    "core": (),
    "sample_data": ("core.agents", "core.extract", "core.provenance"),
}

# Other people's packages, beside the standard library.
THEIRS = {
    "app": ("streamlit",),
    "pages": ("pandas", "segno", "starlette", "streamlit"),
    "core.figures": ("orjson", "pandas", "plotly"),
    "core.export": ("lxml", "pandas", "plotly", "pptx", "xlsxwriter"),
    "core.extract": ("numpy", "pandas", "pyarrow"),
    "core.extract_bounds": ("pyarrow",),
    "core.extract_columns": ("numpy", "pandas", "pyarrow"),
    "core.extract_digest": ("numpy", "pyarrow"),
    "core.extract_file": ("numpy", "pyarrow"),
    "core.extract_screen": ("numpy", "pyarrow"),
    "core.extract_tables": ("numpy", "pandas", "pyarrow"),
    "core.stats": ("numpy", "scipy"),
    "core.store": ("numpy", "pandas", "pyarrow"),
    "core.store.engines": ("ibis", "numpy", "pandas", "pyarrow", "pyspark"),
    "core": ("numpy", "pandas"),
    "sample_data": ("numpy", "pandas"),
}

SOURCES = sorted(
    [ROOT / "app.py", *(path for part in ("core", "pages", "sample_data") for path in ROOT.glob(f"{part}/**/*.py"))]
)
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in SOURCES}


def within(module, part):
    return module == part or module.startswith(f"{part}.")


def speaking_for(module, table):
    """The longest name of the table that the module lies in."""
    return max((part for part in table if within(module, part)), key=len)


def imports_of(path):
    """Every module a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} line {node.lineno}: a relative import hides what it imports"
            names = [f"{node.module}.{name.name}" for name in node.names]
            yield from (name if name in MODULES else node.module for name in names)


def is_ours(module):
    return module.split(".")[0] in {name.split(".")[0] for name in MODULES}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_the_parts_of_ours_that_its_layer_sees(module):
    allowed = OURS[speaking_for(module, OURS)]
    found = {name for name in imports_of(MODULES[module]) if is_ours(name)}
    assert {name for name in found if not any(within(name, part) for part in allowed)} == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_the_packages_that_its_layer_sees(module):
    allowed = {*THEIRS[speaking_for(module, THEIRS)], *sys.stdlib_module_names}
    found = {name.split(".")[0] for name in imports_of(MODULES[module]) if not is_ours(name)}
    assert found - allowed == set()


def test_the_tables_speak_of_parts_that_exist():
    named = {*OURS, *THEIRS, *(part for parts in OURS.values() for part in parts)}
    assert {part for part in named if not any(within(module, part) for module in MODULES)} == set()


def test_no_layer_sees_one_further_out():
    # A table that lets two parts see each other would allow a circle; only a package may see its own modules.
    def seen(part):
        return {speaking_for(name, OURS) for name in OURS[part] if name not in ("core", part)} - {part}

    circles = {(part, other) for part in OURS for other in seen(part) if part in seen(other)}
    assert circles == set()


@pytest.mark.parametrize("heavy", ["streamlit", "plotly", "scipy"])
def test_only_the_named_places_import_a_heavy_library(heavy):
    places = {
        "streamlit": ("app", "pages"),
        "plotly": ("core.figures", "core.export"),
        "scipy": ("core.stats",),
    }
    users = {module for module, path in MODULES.items() if any(within(name, heavy) for name in imports_of(path))}
    assert {module for module in users if not any(within(module, place) for place in places[heavy])} == set()


def test_core_in_a_fresh_interpreter_loads_no_screen_no_charts_and_no_scipy_stats():
    core = [module for module in MODULES if within(module, "core")]
    program = (
        "import importlib, sys\n"
        f"for module in {core}: importlib.import_module(module)\n"
        "print([name for name in ('streamlit', 'plotly', 'scipy.stats', 'pages') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_command_line_starts_without_an_engine():
    program = (
        "import core.__main__, sys; print([name for name in ('ibis', 'duckdb', 'pyspark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_installing_the_project_installs_no_package_of_ours():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert config == {"packages": [], "py-modules": []}


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "pages").glob("*.py")))
def test_a_page_is_a_table_of_contents(page):
    assert len((ROOT / "pages" / page).read_text(encoding="utf-8").splitlines()) <= 80
