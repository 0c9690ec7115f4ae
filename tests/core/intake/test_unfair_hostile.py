"""Files made to harm: each is refused with a sentence, or read for what it is; time and memory stay small."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.intake.answers import from_document
from core.intake.engine import import_files
from core.intake.report import report_json, report_text
from tests.core.intake.test_site_files import differences
from tests.core.intake.unfair.hostile import HARMLESS, REFUSED
from tests.core.intake.unfair.truths import summary, truth

ROOT = Path(__file__).resolve().parents[3]
PATIENTS = truth(7, patients=20)


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(kind):
    name, content = REFUSED[kind](PATIENTS)
    done = import_files([(name, content)])
    assert done.outcome == "reject"
    assert done.extract is None and done.summary is None
    # A sentence that names the file or what is missing, and what to do.
    assert done.message.endswith(".") and len(done.message.split()) > 5
    assert "Traceback" not in done.message and "Error" not in done.message
    assert report_json(done)


@pytest.mark.parametrize("kind", HARMLESS)
def test_a_file_that_only_looks_dangerous_holds_its_patients(kind):
    done = import_files([HARMLESS[kind](PATIENTS)], answers=from_document({"accept": "proposals"}))
    if done.outcome == "needs_user_decision":
        assert done.summary is None
    else:
        assert list(differences(done.summary, summary(PATIENTS, events=False))) == [], report_text(done)


def test_a_refused_file_does_not_keep_the_others_from_being_read():
    files = [REFUSED["a PDF called csv"](PATIENTS), HARMLESS["a workbook called csv"](PATIENTS)]
    done = import_files([("scan.pdf", files[0][1]), files[1]])
    assert done.outcome == "import_with_warnings"
    assert any(problem.severity == "refused" for problem in done.problems)
    assert done.summary["n_patients"] == 20


# Reads the file whose making is given, in a process of its own: the seconds and the megabytes reading it added.
MEASURED = """
import resource, sys, time
from core.intake.engine import import_files
{making}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
done = import_files([("visits.csv", content)])
seconds = time.process_time() - started
added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
print(done.outcome, round(seconds, 1), round(added), done.message)
"""
# Seconds of the processor and megabytes beyond the file itself that refusing may take: generous, and far below harm.
MOST_SECONDS, MOST_MB = 10, 150


def measured(making):
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED.format(making=making)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    outcome, seconds, added, message = ran.stdout.split(maxsplit=3)
    return outcome, float(seconds), float(added), message


@pytest.mark.parametrize(
    "making",
    [
        pytest.param('content = b"x" * 200_000_000', id="one line of 200 MB"),
        pytest.param('content = b"," * 49_000_000', id="49 million columns"),
        pytest.param('content = b"a,b\\n" + b"1,2\\n" * 5_000_000', id="five million rows"),
        pytest.param('content = b\'"\' + b"a,b\\n" * 12_000_000', id="a quote that never ends"),
        pytest.param(
            "from tests.core.intake.unfair.hostile import inflating; content = inflating(200_000_000)",
            id="an archive that inflates to 200 MB",
        ),
    ],
)
def test_a_file_beyond_the_limits_is_refused_with_little_time_and_memory(making):
    outcome, seconds, added, message = measured(making)
    assert outcome == "reject"
    assert "visits.csv" in message
    assert seconds < MOST_SECONDS
    assert added < MOST_MB
