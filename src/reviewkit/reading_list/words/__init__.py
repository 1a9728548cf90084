"""What words say: venues, names, labels, hosts, kinds; each by itself, without knowing where it stands."""
