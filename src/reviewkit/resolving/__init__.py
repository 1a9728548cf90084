"""Which paper each entry is: from papers.json, from the services, or openly in doubt."""
