"""Which counts of families with a known total are withheld, so that none under a threshold can be had by subtracting.

A count below the threshold is withheld, and so are the smallest others of its family until those withheld together
reach the threshold and are at least two: each of them can then be anything from nothing to their sum (complementary
suppression; Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, and the manual of tau-ARGUS).
What is left of the total is a member of the family that is published nowhere and would follow by subtraction.
"""

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.counting import Counts, Places

Truths = NDArray[np.bool_]


def withheld(family: Places, total: Counts, count: Counts, threshold: int) -> Truths:
    """True for the counts that are withheld. Each belongs to a family, whose known total stands beside it.

    Totals are not below the threshold, counts not below 1.
    """
    frame = DataFrame({"family": family, "total": total, "count": count})
    frame = frame.sort_values(["family", "count"], kind="stable")
    families = frame.groupby("family", sort=False)["count"]
    left = frame["total"] - families.transform("sum")
    small = (frame["count"] < threshold).groupby(frame["family"], sort=False).transform("sum")
    smaller, before = families.cumsum() - frame["count"], families.cumcount()
    sensitive = (small > 0) | left.between(1, threshold - 1)
    enough = (before >= small) & (smaller + left >= threshold) & (before + (left > 0) >= 2)
    found: Truths = (sensitive & ~enough).sort_index().to_numpy()
    return found


def near(count: Counts, total: Counts, threshold: int) -> Truths:
    """True where a part, or what is left of its total, is between nothing and the threshold."""
    left = total - count
    found: Truths = ((count > 0) & (count < threshold)) | ((left > 0) & (left < threshold))
    return found
