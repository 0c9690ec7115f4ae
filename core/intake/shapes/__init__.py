"""One module a shape of table: its rows -> facts."""
