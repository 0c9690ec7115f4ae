"""Events of special interest in words: their names, what was seen, and what zero does not exclude."""

from pandas import DataFrame

from core.numbers import MIN_FOR_ESTIMATE, interval, patients, percent, whole
from core.selection import Selection
from core.wording import events_of, subject_of

SPECIAL_LABELS = {
    "serious infection": "Serious infection",
    "malignancy": "Malignancy, NMSC apart",
    "non-melanoma skin cancer": "Non-melanoma skin cancer (NMSC)",
    "MACE": "Major cardiovascular event (MACE)",
    "thromboembolism": "Venous or arterial thromboembolism",
    "death": "Death of any cause",
    "herpes zoster": "Herpes zoster",
    "eczema herpeticum": "Eczema herpeticum",
    "opportunistic infection": "Opportunistic infection, tuberculosis",
    "conjunctivitis or keratitis": "Conjunctivitis or keratitis",
}
ABBREVIATIONS = "MACE: cardiovascular death, myocardial infarction or stroke."
RULES = (
    "A term matches where it is the same letter by letter, apart from case, spaces and punctuation; nothing is "
    "guessed. Where the column special_interest of the data is filled, it goes before the map; only where it says "
    "serious infection or death does the map still say what the event was. A term that the map does not have is "
    "looked up once more by the words of the chart, where they are recorded.",
    "Two rules go over the map. An infection counts as a serious infection only where the event is marked serious: "
    "an infection is an event of the organ class Infections and infestations, or of one of the infections in the map. "
    "A death is also an event with a fatal outcome, a cardiovascular death, or a follow-up that ended with death. One "
    "event may so count in two rows, such as serious herpes zoster.",
)


def seen(count: int, n: int, low: float, high: float) -> str:
    """One cell: "2 of 114 (1.8%, 95% CI 0.2 to 6.2)", or what zero leaves open; only counts under five patients."""
    if n == 0:
        return "none documented"
    if n < MIN_FOR_ESTIMATE:
        return f"{whole(count)} of {whole(n)}"
    if count == 0:
        return f"0 of {whole(n)}; up to {percent(high)} not excluded"
    return f"{whole(count)} of {whole(n)} ({percent(count / n)}, 95% CI {interval(100 * low, 100 * high)})"


def read_special(total: DataFrame, selection: Selection) -> str:
    """The table in words: each category over all groups."""
    parts = [
        f"{SPECIAL_LABELS[str(row.category)]}: {seen(int(row.count), int(row.n), float(row.low), float(row.high))}."
        for row in total.itertuples(index=False)
    ]
    head = ["Events of special interest.", f"{subject_of(selection)}, with AE status documented.", counted(selection)]
    return " ".join(text for text in (*head, *parts) if text)


def counted(selection: Selection) -> str:
    """Which events count, empty where every event of the combination does."""
    return f"Only counted: {events_of(selection)}." if selection.restricts_events else ""


def left_open(undescribed: int, died_undocumented: int) -> str:
    """What no row can count, empty where there is nothing of the kind."""
    lines = []
    if undescribed:
        lines.append(f"{patients(undescribed)} had an event that is not described: it can be of any row.")
    if died_undocumented:
        lines.append(f"{patients(died_undocumented)} died whose AE status is not documented: in no row.")
    return " ".join(lines)
