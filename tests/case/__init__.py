"""The founding case, whole: loaded, reviewed, published, exported."""
