"""The verbs of studies, runs and evidence."""
