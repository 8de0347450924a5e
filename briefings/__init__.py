"""BRIEF: published records → one tree of plain values → PDF, DOCX and HTML."""
