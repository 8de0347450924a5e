"""DRAW: plain values as SVG, with presentation attributes only, and that as PNG."""
