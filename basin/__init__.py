"""Basin models: studies, runs of a model service, and their scenarios as evidence."""
