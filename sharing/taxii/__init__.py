"""TAXII 2.1 (OASIS, June 2021): what is published, as programs of partners pull it."""
