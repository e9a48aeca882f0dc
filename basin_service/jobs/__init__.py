"""Jobs: accepted into a bounded queue, run in processes of their own, kept over restarts."""
