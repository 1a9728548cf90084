"""`python -m reviewkit` is the command `reviewkit`."""

from reviewkit.cli.main import main

main()
