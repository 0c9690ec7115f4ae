"""REDCap exports: raw and labelled, with arms, repeating instruments, check boxes and missing data codes."""

from tests.core.intake.unfair.rendering import Rendered, table
from tests.core.intake.unfair.truths import AGENTS, TERMS, Truth, summary

_IGA = ("Clear", "Almost clear", "Mild", "Moderate", "Severe")
_DICTIONARY = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Identifier?",
)


def labels_with_arms(made: Truth) -> Rendered:
    """A label export; the arm in the event name is the only place where the cohort stands."""
    header = ["Study ID", "Event Name", "Repeat Instrument", "Repeat Instance", "Age (years)", "Gender"]
    header += ["Which systemic agent?", "Complete?", "vIGA-AD", "Total BSA involved (%)", "Worst itch last 24 h (0-10)"]
    header += ["Complete?", "Adverse event term", "CTCAE grade", "Serious?", "Related to treatment?", "Complete?"]
    grade = {"mild": "Grade 1", "moderate": "Grade 2", "severe": "Grade 3", "life-threatening": "Grade 4"}
    rows = []
    for p in made:
        arm = "Arm 1: Cream first" if p.cohort == "A" else "Arm 2: Systemic first"
        for v in p.visits:
            event = f"{'Baseline' if not v.week else f'Week {v.week}'} ({arm})"
            first = v is p.visits[0]
            who = [p.age, {"F": "Female", "M": "Male"}[p.sex], p.agent, "Complete"] if first else ["", "", "", ""]
            iga = "" if v.iga is None else f"{v.iga}, {_IGA[v.iga]}"
            rows.append([f"{p.number}-AD", event, "", "", *who, iga, v.bsa, v.itch, "Complete", "", "", "", "", ""])
        for place, e in enumerate(p.events, start=1):
            told = [e.term, grade[e.severity], "Yes" if e.serious else "No", "Yes" if e.related else "No", "Complete"]
            event = f"Baseline ({arm})"
            rows.append([f"{p.number}-AD", event, "Adverse events", place, *[""] * 8, *told])
    data = table(header, rows)
    return Rendered(
        (("RuxReg_DATA_LABELS_2025-01-09_0931.csv", data),),
        summary(made),
        said=("cohort_values",),
        flags=("redcap_structure_detected",),
    )


def raw_with_check_boxes(made: Truth) -> Rendered:
    """A raw export with a dictionary: agents ticked, codes for everything, missing data codes as values."""
    header = ["rec_no", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "grp", "sx", "yrs"]
    header += [f"systemic___{place}" for place in range(1, len(AGENTS) + 1)] + ["enrolment_complete"]
    header += [
        "viga",
        "bsa_total",
        "nrs_itch",
        "visit_complete",
        "ae_what",
        "ae_sev",
        "ae_ser",
        "ae_rel",
        "ae_complete",
    ]
    severities = ("mild", "moderate", "severe", "life-threatening")
    rows = []
    for p in made:
        for v in p.visits:
            event = f"visit_wk{v.week}_arm_1" if v.week else "baseline_arm_1"
            boxes = [int(agent in p.agents) for agent in AGENTS]
            first = v is p.visits[0]
            grp = 1 if p.cohort == "A" else 2
            who = [grp, int(p.sex == "M"), p.age, *boxes, 2] if first else [""] * (4 + len(AGENTS))
            scores = ["-999" if v.iga is None else v.iga, "NI" if v.bsa is None else v.bsa]
            scores += ["UNK" if v.itch is None else v.itch]
            rows.append([p.number, event, "", "", *who, *scores, 2, "", "", "", "", ""])
        for place, e in enumerate(p.events, start=1):
            told = [e.term, severities.index(e.severity) + 1, int(e.serious), 3 if e.related else 1, 2]
            rows.append([p.number, "baseline_arm_1", "ae_log", place, *[""] * (8 + len(AGENTS)), *told])
    boxes = " | ".join(f"{place}, {agent.title()}" for place, agent in enumerate(AGENTS, start=1))
    words = [
        ["rec_no", "enrolment", "", "text", "Record", "", "", ""],
        [
            "grp",
            "enrolment",
            "",
            "radio",
            "Treatment sequence",
            "1, Cream then systemic | 2, Systemic then cream",
            "",
            "",
        ],
        ["sx", "enrolment", "", "radio", "Sex", "0, Female | 1, Male", "", ""],
        ["yrs", "enrolment", "", "text", "Age at inclusion", "", "", ""],
        ["systemic", "enrolment", "", "checkbox", "Systemic agent", boxes, "", ""],
        [
            "viga",
            "visit",
            "",
            "radio",
            "vIGA-AD",
            "0, Clear | 1, Almost clear | 2, Mild | 3, Moderate | 4, Severe",
            "",
            "",
        ],
        ["bsa_total", "visit", "", "text", "BSA affected (%)", "", "", ""],
        ["nrs_itch", "visit", "", "text", "Itch NRS", "", "", ""],
        ["ae_what", "ae_log", "", "text", "Event", "", "", ""],
        [
            "ae_sev",
            "ae_log",
            "",
            "radio",
            "Severity",
            "1, Mild | 2, Moderate | 3, Severe | 4, Life threatening",
            "",
            "",
        ],
        ["ae_ser", "ae_log", "", "yesno", "Serious", "", "", ""],
        [
            "ae_rel",
            "ae_log",
            "",
            "radio",
            "Related",
            "1, Not related | 2, Unlikely | 3, Probable | 4, Definite",
            "",
            "",
        ],
    ]
    return Rendered(
        (
            ("AtopicLog_DATA_2024-11-30_1802.csv", table(header, rows)),
            ("AtopicLog_DataDictionary_2024-11-30.csv", table(_DICTIONARY, words)),
        ),
        summary(made),
        said=("cohort_values",),
    )


def raw_with_bare_arms(made: Truth) -> Rendered:
    """Only arm_1 and arm_2 tell the cohorts apart, and nothing says which is which: a question."""
    header = ["participant", "redcap_event_name", "sysdrug", "iga_score", "bsa_percent", "itch_nrs", "visit_complete"]
    rows = [
        [f"D{p.number:03}", f"week_{v.week}_arm_{1 + (p.cohort == 'B')}", p.agent if not v.week else ""]
        + [v.iga, v.bsa, v.itch, 2]
        for p in made
        for v in p.visits
    ]
    data = table(header, rows)
    return Rendered(
        (("export.csv", data),),
        summary(made, events=False),
        first="asks",
        about=("cohort_values",),
        answers={"values": {"cohort": {"arm_1": "A", "arm_2": "B"}}},
    )


def labels_with_choices(made: Truth) -> Rendered:
    """Check boxes of a label export, one row a patient, and dates of birth that REDCap itself did not flag."""
    header = ["Record ID", "Date of birth", "Treatment order"]
    header += [f"Systemic therapy (choice={agent.title()})" for agent in AGENTS]
    weeks = (0, 4, 8, 12, 16, 24, 36, 52)
    header += [f"{score}, week {week}" for week in weeks for score in ("IGA", "BSA", "Itch NRS")]
    rows = []
    for p in made:
        at = {v.week: v for v in p.visits}
        ticks = ["Checked" if agent in p.agents else "Unchecked" for agent in AGENTS]
        scores = [getattr(at[w], s) if w in at else None for w in weeks for s in ("iga", "bsa", "itch")]
        order = "Ruxolitinib cream, then systemic" if p.cohort == "A" else "Systemic, then ruxolitinib cream"
        rows.append([p.number, f"19{p.age:02}-0{p.number % 9 + 1}-17", order, *ticks, *scores])
    return Rendered(
        (("Registry_DATA_LABELS_2025-06-02.csv", table(header, rows)),),
        summary(made, events=False),
        first="asks",
        about=("phi_columns",),
        answers={"privacy": {"Date of birth": "drop"}},
        private=tuple(row[1] for row in rows),
    )


def events_by_instance(made: Truth) -> Rendered:
    """A repeating instrument alone, with names of the agents; the repeat instance is a counter and no week."""
    header = ["subject_id", "redcap_repeat_instrument", "redcap_repeat_instance", "allocation", "biologic_jak"]
    header += ["aeterm", "aesoc", "aesev", "aeser", "aerel", "ae_complete"]
    rows = []
    for p in made:
        allocation = "Group A - topical first" if p.cohort == "A" else "Group B - systemic first"
        rows.append([p.number + 1000, "", "", allocation, p.agent, *[""] * 6])
        for place, e in enumerate(p.events, start=1):
            told = [e.term, dict(TERMS)[e.term], e.severity.upper(), "Y" if e.serious else "N"]
            rows.append([p.number + 1000, "adverse_events", place, "", "", *told, "Y" if e.related else "N", 2])
    return Rendered((("ae_repeat.csv", table(header, rows)),), summary(made, scores=()))


RENDERERS = (labels_with_arms, raw_with_check_boxes, raw_with_bare_arms, labels_with_choices, events_by_instance)
