"""Flask glue that every feature shares."""
