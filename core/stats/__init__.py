"""Numbers in, numbers out: one statistic a module, fed with counts and never with a data frame.

proportion    a proportion with its exact (Clopper-Pearson) or score (Wilson) interval
zero_events   what is still possible when no event was seen
difference    the difference of two proportions, Newcombe's interval
summary       mean with its t interval, quantiles, quartiles
paired        signed-rank test (Pratt) and Hodges-Lehmann estimate of paired differences
balance       standardised differences between two groups
rate          events per 100 patient-years (Garwood), ratio of two rates
survival      Kaplan-Meier curve, log-log limits
cumulative_incidence  Aalen-Johansen curve with a competing event
log_rank      do groups differ in the time to an event
exact         Boschloo's test of two proportions
mean_difference  the difference of two means, Welch's interval
homogeneity   do 2x2 tables share one odds ratio (Breslow-Day, Tarone)
interaction   does a difference of means depend on a factor (two-way F test)

curve         a probability as a step function of time, with its limits
follow_up     distinct times with counts, and the numbers at risk
walsh         order statistics of Walsh averages, and which of them bound the median
grouped       distinct values with their counts, the form every numeric statistic takes
arguments     the checks of counts and confidence levels

Undefined is nan, never 0. A wrong argument is a ValueError that says what was allowed and what came.
"""
