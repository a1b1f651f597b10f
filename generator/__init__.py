"""xbrlgen: a US company's published numbers become valid inline XBRL."""

__version__ = "0.1.0"
