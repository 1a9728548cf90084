"""From what the walk gathered of an entry to the entry."""
