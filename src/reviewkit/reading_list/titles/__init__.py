"""From a block to its title, by what marks it."""
