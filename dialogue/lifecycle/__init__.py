"""How processes, rounds and agreements move, each as one table."""
