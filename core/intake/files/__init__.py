"""Files as sites have them -> tables of text cells."""
