"""What a process of each kind goes through, and how long its law lets it take. Plain Python."""

from dialogue.templates.clock import Clock, Dates, Standing, Total, clock_of, current_of, total_of
from dialogue.templates.stages import STAGE_NAMES, TEMPLATES, StageName, Template, TemplateStage

__all__ = [
    "STAGE_NAMES",
    "TEMPLATES",
    "Clock",
    "Dates",
    "StageName",
    "Standing",
    "Template",
    "TemplateStage",
    "Total",
    "clock_of",
    "current_of",
    "total_of",
]
