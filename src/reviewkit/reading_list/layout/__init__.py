"""From the lines of a list to its blocks: headings, items, paragraphs, table rows, folds."""
