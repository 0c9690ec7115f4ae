"""Facts -> values, times, patients, visits and events."""
