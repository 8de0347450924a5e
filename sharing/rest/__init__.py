"""`/api/v1/`: the published record for programs, as plain JSON, STIX and CSV.

Reads the published store alone, up to the reader's ceiling; what lies above it is
answered as what does not exist.
"""
