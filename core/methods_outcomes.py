"""Outcomes, differences between groups and missing scores in plain words, for the Methods page."""

from core.analyses import between, outcomes, responders, subgroup_interactions, subgroups
from core.analyses.missing import MISSING_RULES
from core.endpoints import ENDPOINTS, IGA_GRADES
from core.numbers import MIN_FOR_INTERVAL
from core.quoted import quoted
from core.stats import ancova, homogeneity, interaction, mean_difference, shift


def outcomes_text() -> str:
    """What is measured, every endpoint with its definition, and how they are counted."""
    grades = ", ".join(f"{grade} {label}" for grade, label in enumerate(IGA_GRADES))
    endpoints = "\n".join(f"- **{endpoint.label}**: {endpoint.definition}" for endpoint in ENDPOINTS.values())
    return (
        f"IGA is vIGA-AD: {grades} (Simpson 2020). BSA is the percentage of body surface with atopic dermatitis. "
        "Itch is a numerical rating from 0 to 10. Change is visit minus baseline, so negative is better.\n\n"
        f"{endpoints}\n\n"
        "Itch 0/1 and minimal disease activity are targets of AHEAD (Silverberg 2024), the latter as TARGET-DERM AD "
        "counts it. No threshold of BSA is widely accepted; 3% is a convention, and AHEAD asks for 2%.\n\n"
        + quoted(outcomes.scores, outcomes.changes, outcomes.at_week, responders.responses, responders.eligibility)
    )


def between_text() -> str:
    """What a difference of changes between two groups is adjusted for, and what it is not."""
    return (
        "The change from baseline of two groups is compared in three ways: the mean as it is, the mean at the same "
        "baseline score, and the median difference of two patients, one of each group. A patient who starts higher "
        "can fall further, so groups with unlike baselines are compared by "
        "analysis of covariance, which supposes that one line per group, with the same slope, describes change by "
        "baseline. It adjusts for the baseline score and for nothing else: not for age, agent, site, time since "
        "diagnosis or the reason for which a treatment was added. Cohorts were not randomised, so what is left is a "
        "difference between non-randomised cohorts, confounding included, and not an effect of the order of "
        "treatments. Scores are bounded and ordinal; the limits of means rest on the number of patients, not on the "
        f"shape of their scores. With fewer than {MIN_FOR_INTERVAL} patients in either group no difference is "
        "shown.\n\n" + quoted(between.change_between, ancova.ancova, mean_difference.welch, shift.hodges_lehmann_shift)
    )


def subgroups_text() -> str:
    """What a subgroup view compares, and how far it can be believed."""
    return (
        "A forest shows the chosen effect in every level of every factor beside the overall one, which is the heavy "
        "line: the question is whether a level differs from the whole, not whether it differs from none. A level has "
        f"an interval from {MIN_FOR_INTERVAL} patients in each cohort on. There is one test per factor, of whether "
        "the effect is the same in all its levels, and none per level. Nothing is adjusted for the number of "
        "looks: the page counts the subgroup views opened in a session and says what chance does with so many. "
        "Subgroup results raise questions and answer none.\n\n"
        + quoted(
            subgroups.subgroups,
            subgroup_interactions.interactions,
            homogeneity.breslow_day,
            interaction.interaction,
        )
    )


def missing_text() -> str:
    """Why scores are missing, and what a missing one can be taken for."""
    rules = "\n".join(f"- **{rule.label}**: {rule.definition}" for rule in MISSING_RULES.values())
    return (
        "Every number is observed case unless a chart says otherwise: of the patients assessed at that week, with "
        "assessed and expected printed beneath. Expected is every selected patient of the group, or, of an endpoint "
        "that needs a baseline, those whose baseline can respond. Visits of a chart review follow no protocol, so "
        "those seen at a week may differ from those not seen, and why a score is missing is not recorded. No rule "
        "repairs that; together they show how much depends on it.\n\n"
        f"{rules}\n\n"
        "A rule fills in scores at the nominal weeks; patients whose baseline is missing stay out of every endpoint "
        "that needs one. The intervals describe chance among the patients counted, and not the doubt about scores "
        "that are missing. A value that is not recorded is an option of its own in every filter.\n\n"
        + quoted(outcomes.completeness, outcomes.iga_distribution)
    )
