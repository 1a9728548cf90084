"""A Markdown reading list becomes a library: a review and a notebook for each paper."""

__version__ = "0.1.0"
