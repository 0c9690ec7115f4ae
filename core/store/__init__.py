"""Counts by stratum from which every number follows by addition: what is counted once, however many the patients."""
