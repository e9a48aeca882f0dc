"""The catalogues of all sentences that people read: gathered, checked, compiled, reviewed.

Spanish is the source: the message ids are the Spanish sentences. Nothing here runs in a request.
"""
