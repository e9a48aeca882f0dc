"""A fictional world to try the platform with. No person, office, mine or case in it is real."""
