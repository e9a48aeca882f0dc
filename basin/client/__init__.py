"""The one place that speaks to a basin-model service, and trusts nothing that comes back."""
