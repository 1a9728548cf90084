"""The edit behind `reviewkit link`: review and notebook links into a list, and not one other byte."""

from reviewkit.listlinks.patching import Patch, Wanted, own_link, patch
from reviewkit.listlinks.places import Insertion

__all__ = ["Insertion", "Patch", "Wanted", "own_link", "patch"]
