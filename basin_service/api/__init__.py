"""The service as others meet it: pygeoapi, with its doors guarded and its answers mended."""
