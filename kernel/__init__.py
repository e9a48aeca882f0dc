"""What every feature may lean on. It leans on nothing of ours and never sees a request."""
