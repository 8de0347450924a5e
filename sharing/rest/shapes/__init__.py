"""What the answers look like, for the OpenAPI document and the tests that hold it."""
