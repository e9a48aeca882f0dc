"""Papers and tables of meetings: data in, bytes out."""
