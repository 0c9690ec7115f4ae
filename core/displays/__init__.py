"""Displays: figure, table and words together, from the same estimates of one view. One group of displays a module."""
