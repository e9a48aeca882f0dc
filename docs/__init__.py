"""What is written about the house. Some pages are printed from the code, see `docs.guides`."""
