"""RECORD: what happened; every record, its versions and its sources."""
