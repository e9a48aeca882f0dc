"""Tables that people bring become series: what stands in them is found, the person says the rest.

Pure: cells come from `kernel.spreadsheets`, whose confined child read the file. Nothing is guessed
in silence: what a table leaves open is a question, what it breaks is told with its row.

`finding.found_in` → what a table seems to be; `plans.Plan` → what the person said of it;
`reading.read` → the series, with everything that was noticed on the way.
"""
