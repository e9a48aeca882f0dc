"""Where things happen: the countries and departments in which offices work."""
