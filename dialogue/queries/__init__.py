"""Everything that is read of processes of dialogue."""
