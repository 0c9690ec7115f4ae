"""Charts that a slide program can edit, one family a module. Each draws the estimates of a display into a box."""
