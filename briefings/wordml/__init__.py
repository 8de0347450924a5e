"""WordprocessingML: what python-docx has no words for, and how the document looks."""
