"""RECORD: who is said to have done it, by whom, on what grounds; what states did."""
