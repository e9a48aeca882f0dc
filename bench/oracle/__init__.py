"""Others' programs that we measure ourselves beside, each in an environment of its own."""
