"""Everything that the report of a process says, gathered from what was written down."""

from dialogue.queries.report.gathering import Report, report_of

__all__ = ["Report", "report_of"]
