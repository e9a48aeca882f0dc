"""What people type about commitments: words become values."""
