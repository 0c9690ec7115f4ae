"""Columns that identify people, and what becomes of them."""
