"""Every SELECT of studies, runs and evidence."""
