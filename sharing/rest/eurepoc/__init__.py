"""The record in the tables of EuRepoC 1.1; columns besides say what those cannot."""
