"""Chromium on small phones and at desks. A package, so that its tests share one browser."""
