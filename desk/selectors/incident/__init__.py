"""What the incident page shows, tab by tab, as far as its reader may see."""
