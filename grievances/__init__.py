"""Grievances: from a neighbour's first words to an answer that was kept."""
