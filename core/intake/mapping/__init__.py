"""What every column of a table means."""
