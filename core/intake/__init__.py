"""A site's own files -> an extract and findings."""
