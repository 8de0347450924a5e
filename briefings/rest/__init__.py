"""Released briefings for partners' programs, through the doors of `sharing.rest`."""
