"""One clinical question a module: a tally goes in, a tidy frame of estimates comes out."""
