"""A tidy frame of estimates goes in, a Plotly figure (a plain dict) comes out. No statistics, no filtering."""
