"""What dialogue prints, seals, saves and freezes: data in, words and bytes out."""
