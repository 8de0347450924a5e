"""DRAW: plain values as SVG, with presentation attributes only."""
