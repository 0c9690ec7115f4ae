"""Every definition, method, source and limit in plain words, taken from the code that runs."""

from dataclasses import dataclass

from core.agents import AGENTS
from core.analyses import (
    baseline,
    first_event,
    headline,
    rates,
    safety,
    special_interest,
)
from core.endpoints import (
    AFTER_TREATMENT_DAYS,
    AGE_BANDS,
    BSA_BANDS,
    ITCH_BANDS,
    SEVERITY_BANDS,
    Band,
    window_text,
)
from core.methods_outcomes import between_text, missing_text, outcomes_text, subgroups_text
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL
from core.quoted import quoted
from core.schema import NOMINAL_WEEKS, SPECIAL_INTERESTS
from core.stats import (
    balance,
    cumulative_incidence,
    difference,
    exact,
    paired,
    proportion,
    rate,
    summary,
    survival,
    zero_events,
)
from core.wording import CAVEAT


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the Methods page; ``text`` is Markdown of our own words only."""

    title: str
    text: str


def sections() -> tuple[Section, ...]:
    """The Methods page, in reading order."""
    return (
        Section("What this is, and is not", _purpose()),
        Section("Time zero, baseline and visits", _time()),
        Section("Who is counted", _patients()),
        Section("Adverse events", _safety()),
        Section("Events of special interest", _special()),
        Section("Time and exposure", _time_at_risk()),
        Section("Outcomes and responders", outcomes_text()),
        Section("Differences between groups", between_text()),
        Section("Subgroups", subgroups_text()),
        Section("Statistics", _statistics()),
        Section("Small numbers", _small()),
        Section("Missing data", missing_text()),
        Section("Systemic agents", _agents()),
        Section("Privacy", _privacy()),
    )


def _purpose() -> str:
    return (
        "RuxScope explores chart data of patients with atopic dermatitis on ruxolitinib 1.5% cream together with "
        f"a systemic agent. {CAVEAT} It is not a medical device and gives no advice on treatment.\n\n"
        "Cohort A started the cream and then added a systemic agent; cohort B added the cream to a systemic "
        "agent. Baseline therefore means different things in the two, and a difference between them is not an "
        "effect of treatment. Patients were not randomised, there is no untreated control, only those who stayed "
        "on both treatments are seen for long, and a patient chosen at a flare tends to improve by itself "
        "(regression to the mean)."
    )


def _time() -> str:
    windows = "\n".join(f"| {week} | {window_text(week)} |" for week in NOMINAL_WEEKS)
    return (
        "Time zero is the start of the combination: the systemic start in cohort A, the cream start in cohort B. "
        "The exact day of a visit is used where it is known, else its week. A score counts at the nearest nominal "
        "week; of several in one window the nearest recorded score counts, the later one if two are equally near. "
        "A time exactly between two nominal weeks belongs to the later. Scores that count nowhere are listed on "
        "the page Your data.\n\n"
        f"| nominal week | window |\n|---|---|\n{windows}"
    )


def _patients() -> str:
    return (
        "Filters on patients change who is counted; several choices in one filter mean any of them, and all "
        "filters have to hold. Nothing chosen means all. Bands are half-open: a value at a limit belongs to the "
        "upper band.\n\n"
        f"- Baseline severity (IGA): {_bands(SEVERITY_BANDS)}\n- Baseline BSA (Chopra 2017): {_bands(BSA_BANDS)}\n"
        f"- Baseline itch (Vakharia 2018): {_bands(ITCH_BANDS)}\n- Age: {_bands(AGE_BANDS)}\n\n"
        "The instruments disagree: a patient can be severe by itch and mild by BSA. They are never merged."
    )


def _safety() -> str:
    return (
        "Incidence is patients with at least one event, of patients whose adverse-event status is documented. A "
        "chart that says nothing is not a chart without events, so a cohort of 42 can have a denominator of 41. A "
        "patient counts once per term, once per organ class and once overall, at the worst severity. Events "
        "before time zero are kept, and not counted as events of the combination; an event without a recorded "
        "start counts. A patient whose chart says that there was an event, without listing one, counts as an "
        "event that is not described. Event filters change what is counted, never "
        f"who.\n\n{quoted(safety.incidence, safety.differences, headline.headline)}"
    )


def _special() -> str:
    return (
        "Always shown, zeros included, with the exact upper limit of what zero does not exclude. An event is of "
        "special interest by the column of the data where that is filled, else by a synonym map that stands on "
        "the page Safety and can be edited there: a term is matched letter by letter after case and punctuation "
        "are set aside, never by likeness, and what is not matched is listed.\n\n"
        f"Categories: {', '.join(SPECIAL_INTERESTS)}.\n\n{quoted(special_interest.special_interest)}"
    )


def _time_at_risk() -> str:
    return (
        f"Time at risk is the time on both treatments. An event that starts up to {AFTER_TREATMENT_DAYS} days after it "
        "still counts. Where patients stopped a treatment, that competes with the first event (Aalen-Johansen); where "
        "nobody did, the curve is one minus Kaplan-Meier. A patient whose event has no recorded start counts in the "
        "incidence, and is left out of curves and of the rate of first events, in the open.\n\n"
        + quoted(
            rates.rates,
            first_event.first_event,
            rate.events_per_100,
            survival.kaplan_meier,
            cumulative_incidence.aalen_johansen,
            exact.boschloo,
            safety.signals,
        )
    )


def _statistics() -> str:
    return quoted(
        proportion.clopper_pearson,
        proportion.wilson,
        difference.newcombe,
        zero_events.upper_bound,
        summary.mean_t,
        summary.quantiles,
        paired.hodges_lehmann,
        paired.signed_rank,
        balance.smd_means,
        balance.smd_categories,
        baseline.table_one,
    )


def _small() -> str:
    return (
        f"Under {MIN_FOR_INTERVAL} patients a chart shows a point without interval or band; the exact interval "
        f"stays in the sentence and the table. Under {MIN_FOR_ESTIMATE} patients only counts are shown. Events "
        "that nobody had are shown as 0 of n with the upper limit that is not excluded. No p-value is given for "
        "an adverse-event term. Many subgroups are easily looked at here, and some differences will be chance."
    )


def _agents() -> str:
    rows = "\n".join(
        f"| {agent.name} | {agent.agent_class} | {agent.approved_us.isoformat() if agent.approved_us else 'none'} |"
        for agent in AGENTS.values()
    )
    return (
        "Several agents at time zero make the class combination; a name that is not listed is in class other.\n\n"
        f"| agent | class | first US approval for atopic dermatitis |\n|---|---|---|\n{rows}"
    )


def _privacy() -> str:
    return (
        "Files you open stay in the memory of your session on the machine that runs the app, and are released "
        "when you close the page or return to the sample; files that were only looked at go with the session. They "
        "are not written to disk, logged, or put into a link. Nothing is requested from any other machine."
    )


def _bands(bands: tuple[Band, ...]) -> str:
    return ", ".join(band.label for band in bands)
