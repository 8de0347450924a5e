"""PUBLISH, STORE, SHARE: compile approved records, keep what was sent, hand it out."""
