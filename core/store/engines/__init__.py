"""Counting where the data are: one expression of Ibis for every engine it speaks to.

connecting  an engine, and the tables of a source in it
flat        the three tables as an extract has them
checking    what is wrong with them, in the words of an extract
strata      the properties of a patient as one number
courses     the scores that count, one row a patient
happened    the adverse events of each patient
counting    all of it -> core.store.counted.Counted
"""
