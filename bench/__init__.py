"""What the platform costs, each figure beside a floor or budget measured in the same run."""
