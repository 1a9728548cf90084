"""From the blocks to the entries: what begins one, what belongs to the one above, what divides."""
