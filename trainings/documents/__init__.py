"""Papers and spreadsheets of programmes and workshops: data in, bytes out."""
