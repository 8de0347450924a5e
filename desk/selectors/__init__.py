"""What the desk's pages read; everything is asked under the reader's clearance."""
