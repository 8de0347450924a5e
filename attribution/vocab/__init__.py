"""The words for claims, grounds and responses, each with its mappings beside it."""
