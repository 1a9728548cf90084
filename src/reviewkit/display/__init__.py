"""How a library, a paper and its progress look: cards, tables, pictures, and one page with all of them."""
