"""The life of an agreement: drafted, sealed, signed, in force, replaced or void."""
