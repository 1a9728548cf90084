"""From a block to its plain text, its links and their roles."""
