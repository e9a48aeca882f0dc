"""Training programmes: phases, workshops, registration, learning, certificates."""
