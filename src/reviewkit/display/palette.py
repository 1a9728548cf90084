"""The colours of statuses and verdicts: middle tones that stand out on white and on near-black alike."""

from collections.abc import Mapping
from types import MappingProxyType

STATUS: Mapping[str, str] = MappingProxyType(
    {
        "reviewed": "#2a9d5c",
        "read": "#7fb23a",
        "reading": "#3b82c4",
        "to-read": "#9aa0a8",
        "skipped": "#6b7280",
    }
)
"""In the order in which they stand in a bar: what is done first."""

VERDICT: Mapping[str, str] = MappingProxyType(
    {
        "hold": "#2a9d5c",
        "in direction": "#7fb23a",
        "failed": "#d1453b",
        "stale": "#d9952b",
        "unchecked": "#9aa0a8",
        "open": "#6c7fb5",
    }
)
"""What claims came to; `open` are those that nobody can check, or whose day has not come."""
