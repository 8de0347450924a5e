"""WORDS: values of the record as an officer reads them."""
