"""The reference basin-model service: a program of its own that imports nothing of the platform."""
