"""The variables of CDISC tables: SDTM (DM, EX, findings, AE) and ADaM (ADSL, BDS, ADAE)."""

import re
from collections.abc import Collection, Mapping

from core.intake.content.findings import where
from core.intake.grid import Grid
from core.intake.problems import Problem
from core.intake.shapes.eav import measure_field

ARM = "arm"  # a treatment group: only its labels tell whether that is the cohort or the agent

# Variables of each field, the preferred first; "--" stands for the two letters of a findings domain.
VARIABLES: Mapping[str, tuple[str, ...]] = {
    "patient_id": ("usubjid", "subjid"),
    "site": ("siteid",),
    "age": ("age", "aage"),
    "sex": ("sex",),
    "race": ("race",),
    ARM: ("actarm", "trt01a", "trta", "arm", "trt01p", "trtp", "actarmcd", "armcd"),
    "start_date": ("trtsdt", "rfxstdtc", "rfstdtc", "trtsdtm"),
    "measure_name": ("paramcd", "--testcd", "param", "--test"),
    "measure_value": ("aval", "--stresn", "--stresc", "--orres", "avalc"),
    "visit": ("avisit", "visit", "avisitn"),
    "day": ("ady", "--dy", "visitdy"),
    "visit_date": ("adt", "--dtc", "adtm"),
    "derived": ("dtype", "--drvfl"),
    "term": ("aedecod", "aeterm"),
    "system_organ_class": ("aebodsys", "aesoc"),
    "severity": ("asev", "aesev", "atoxgr", "aetoxgr"),
    "serious": ("aeser",),
    "related": ("arel", "aerel"),
    "action_taken": ("aeacn",),
    "outcome": ("aeout",),
    "verbatim": ("aeterm",),
    "event_start_date": ("astdt", "aestdtc"),
    "event_end_date": ("aendt", "aeendtc"),
    "event_start_day": ("astdy", "aestdy"),
    "event_end_day": ("aendy", "aeendy"),
    "treatment_emergent": ("trtemfl", "aetrtem"),
    "agent": ("extrt", "cmdecod", "cmtrt"),
    "systemic_start_date": ("exstdtc", "cmstdtc"),
}
_FINDINGS = re.compile(r"^(qs|rs|fa|ft|sk|zz)(?=testcd$|test$|stresn$|stresc$|orres$|dy$|dtc$|drvfl$)")
# Variables of the standards that look like fields, or speak of the study, the record or a derived value.
_OTHERS = re.compile(
    r"^(studyid|domain|subjid|ageu|agegr\d*n?|ethnic|country|visitnum|visitdy|epoch|base\w?|p?chg|change|dthfl|"
    r"rf\w+|trt\w*|ta[ep]\w+|actarm\w*|arm\w*|avisitn|av?al\w*|param\w*|aphase\w*|[ax]?per\w*|ady|adt\w*|ast\w+|"
    r"aen\w+|\w*(fl|seq|cat|cd|grp|spid|refid|lnkid|stat|reasnd|stresu|orresu|strf|enrf|stdtc|endtc|dtc|dy|dt|dtm))$"
)


def is_cdisc(titles: Collection[str]) -> bool:
    """Whether a header is that of a CDISC table: it has the identifier every one of them has."""
    words = {title.strip().casefold() for title in titles}
    return "usubjid" in words or ("subjid" in words and bool(words & {"studyid", "paramcd", "aeterm", "trt01a"}))


def columns(grid: Grid) -> dict[str, tuple[str, str]]:
    """Field (or :data:`ARM`, or "" for none) and reason of each column of a CDISC table; {} for other tables.

    Columns that are no variable of the standards are not among them: they are read like those of any table.
    """
    if not is_cdisc(grid.titles.values()):
        return {}
    names = {label: _FINDINGS.sub("--", title.strip().casefold()) for label, title in grid.titles.items()}
    taken = {label: ("", "a CDISC variable that is not needed") for label in names if _OTHERS.match(names[label])}
    taken |= {label: ("", "a CDISC variable that is not needed") for label in names if names[label][:2] == "--"}
    for field, wanted in VARIABLES.items():
        present = [label for name in wanted for label in names if names[label] == name]
        best = _best(field, [label for label in present if label not in taken or not taken[label][0]], grid)
        for label in present:
            if label == best:
                taken[label] = (field, f"CDISC {grid.titles[label].strip().upper()}")
            elif not taken.get(label, ("", ""))[0]:
                taken[label] = ("", f"{grid.titles[best].strip() if best else 'another column'} is used instead")
    return taken


def _best(field: str, present: list[str], grid: Grid) -> str | None:
    """The first of the columns that is filled; among names of measures the first that has one of ours."""
    filled = [label for label in present if (grid.frame[label].str.strip() != "").any()]
    if field == "measure_name":
        ours = [label for label in filled if any(measure_field(text) for text in grid.frame[label].unique())]
        filled = ours or filled
    return next(iter(filled), None)


def problems(grid: Grid) -> list[Problem]:
    """Patients whose planned group is not the one they were in."""
    names = {title.strip().casefold(): label for label, title in grid.titles.items()}
    pairs = (("arm", "actarm"), ("trt01p", "trt01a"))
    pair = next((p for p in pairs if set(p) <= set(names)), None)
    if pair is None or not is_cdisc(grid.titles.values()):
        return []
    planned, actual = (grid.frame[names[name]].str.strip() for name in pair)
    rows = tuple(int(line) for line in grid.frame.index[(planned != actual) & (actual != "")])
    if not rows:
        return []
    title = grid.titles[names[pair[1]]]
    message = f"{where(rows)}: the planned group is not the actual one. The actual group ({title}) is used."
    return [Problem("planned_actual_differ", "warning", grid.name, rows[0], title, len(rows), message, rows=rows)]
