"""Words and numbers that stand for "no value"."""

import re
from functools import lru_cache

from core.intake.meanings.plain import phrases, plain
from core.intake.parsed import MISSING, Parsed

TOKENS = frozenset(
    phrases(
        """
        .; ..; ...; -; --; ---; _; __; ?; ??; n/a; na; n.a.; n.a; n a; #n/a; #na; <na>; nan; null; (null); nil value;
        nr; n.r.; nd; n.d.; n.d; nk; n.k.; ni; unk; unkn; unknown; not known; asku; nask; navu; nav; msk; nav.;
        not done; not recorded; not available; not assessed; not applicable; not reported; not evaluated;
        not evaluable; not measured; not performed; not completed; [not completed]; not entered; not taken;
        not tested; not obtained; not documented; not stated; not given; not asked; no data; no value; no entry;
        no record; no result; no answer; no response; missing; miss; missing data; data missing; blank; empty;
        pending; tbd; tbc; illegible; unreadable; undefined; invalid; prefer not to say; prefer not to answer;
        #value!; #ref!; #div/0!; #null!; #num!; #name?; #error!; #getting_data; inf; -inf; onbekend; niet bekend;
        nvt; n.v.t.; niet gedaan; niet gemeten; niet ingevuld; niet beoordeeld; niet van toepassing;
        niet beschikbaar; ontbreekt; geen gegevens; niet gescoord; unbekannt; nicht bekannt; nicht erhoben;
        nicht gemessen; nicht durchgeführt; nicht durchgefuehrt; k.a.; ka; k. a.; keine angabe; keine angaben; n.b.;
        entfällt; fehlt; fehlend; nicht dokumentiert; nicht beurteilt; nicht verfügbar; nicht beurteilbar;
        nicht zutreffend; n.e.; keine daten; inconnu; inconnue; non renseigné; non renseignée; non fait; non faite;
        manquant; manquante; nsp; non disponible; non évalué; non évaluée; sans objet; ne sait pas; non connu;
        non mesuré; données manquantes; desconocido; desconocida; no disponible; no realizado; no realizada;
        sin datos; no aplica; no consta; no registrado; no registrada; no evaluado; no evaluada; ns/nc; faltante;
        no procede; sin dato; sconosciuto; non noto; non nota; non disponibile; non eseguito; non eseguita;
        non rilevato; non rilevata; mancante; non valutato; non valutata; non applicabile; dato mancante; n.p.;
        non pervenuto; desconhecido; desconhecida; não disponível; não realizado; não realizada; sem dados;
        não aplicável; ausente; ignorado; não avaliado; não informado; n/d; okänd; okänt; ej gjord; ej gjort;
        ej utfört; ej utförd; ej mätt; saknas; uppgift saknas; ej bedömd; ukendt; ikke målt; ikke udført; mangler;
        uoplyst; ikke oplyst; ikke vurderet; ej oplyst; ikke relevant; nieznany; nieznana; nieznane; brak;
        brak danych; nie dotyczy; nie wykonano; nie oceniono; bd; b.d.
        """
    )
)
# Why a visit has no score; in other columns, such as the action taken, these are the value.
_NO_SCORE = frozenset(
    phrases(
        """
        /; *; x; refused; declined; lost to follow-up; lost to follow up; ltfu; withdrawn; missed; missed visit;
        visit missed; no visit; did not attend; no show; no-show; dna; error; patient refused; not compliant; left
        study; discontinued; telephone visit; phone visit; telehealth; covid; abgelehnt; verweigert; geweigerd; refus;
        rechazado; rifiutato
        """
    )
)
_SCORES = frozenset({"iga", "bsa_pct", "itch_nrs", "measure_value"})
# Numbers that people and systems write for "no value". They count only where the field cannot hold them.
_SENTINEL = re.compile(r"-([89]|88|99|[6789]{3}|99[5-9]|999[0-9]|9{5,})|99|99\.9+|8{3,}|9{3,}(\.9+)?|998")
_SMALLEST = {
    # No score is negative; 99 % of the body surface is possible, and so is an age of 99.
    "iga": ("99", "-8"),
    "itch_nrs": ("99", "-8"),
    "bsa_pct": ("888", "-8"),
    "age": ("888", "-8"),
    "follow_up_weeks": ("8888", "-8"),
    # Visits before the start have negative times.
    "week": ("888", "-777"),
    "month": ("888", "-777"),
    "day": ("8888", "-7777"),
}
_SMALLEST |= dict.fromkeys(("cream_start_week", "systemic_start_week"), ("99", "-777"))
_SMALLEST |= dict.fromkeys(("event_start_week", "event_end_week"), ("888", "-777"))
_SMALLEST |= dict.fromkeys(("event_start_day", "event_end_day"), ("8888", "-7777"))
# Any number may be somebody's identifier, and any number or pair of letters the code of a site.
_NUMBERS_ARE_NAMES = frozenset({"patient_id", "site", "visit", "measure_value", "measure_name"})


@lru_cache(maxsize=65_536)
def missing(text: str, field: str = "") -> Parsed | None:
    """What a cell that stands for no value means: nothing said where it is blank, else code "missing_token".

    None where the cell holds something. ``field`` is a name of ``core.intake.fields``; numbers such as 999 or -9 count
    only where that field cannot hold them. "None", "no" and "nil" are not here: in some columns they are the value.
    """
    said = plain(text)
    if not said:
        return MISSING
    if field == "site" and said in ("na", "nd", "nr", "ni", "x", "ka", "bd"):
        return None
    if said in TOKENS or (field in _SCORES and said in _NO_SCORE):
        return Parsed(None, "missing_token", "stands for no value")
    if _SENTINEL.fullmatch(said) and _impossible(said, field):
        return Parsed(None, "missing_token", "is a number that stands for no value")
    return None


def is_missing(text: str, field: str = "") -> bool:
    """Whether a cell holds no value: blank, a word for it, or a number that stands for it in this field."""
    return missing(text, field) is not None


def _impossible(number: str, field: str) -> bool:
    if field in _NUMBERS_ARE_NAMES:
        return False
    high, low = _SMALLEST.get(field, ("99", "-8"))
    return float(number) >= float(high) or float(number) <= float(low)
