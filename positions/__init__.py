"""Views computed from the record: pure functions over plain values."""
