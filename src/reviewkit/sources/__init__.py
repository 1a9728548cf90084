"""The services that know papers. Adding one is a file here and a line in `registry.py`; `registry.make` makes them."""
