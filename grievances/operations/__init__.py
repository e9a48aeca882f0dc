"""The verbs of the grievance mechanism. Each checks, changes, records, and never commits."""
