"""When something was read: `Week 3: …`, `Monday, March 11: …`, `2/7 - …` before a title."""

import re

from reviewkit import late

_DAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:(?:nes|ur)?day)?\.?,?\s"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s"
)
# `Week 3: …`, `Monday, March 11: …`, `2/7 - …`
MEETING = late.pattern(
    r"(?:(?:week|session|meeting|day)\s?#?\d{1,2}(?:\s?\([^()\n]{1,20}\))?\s?(?:[:：]|[-–—](?=\s))"
    rf"|(?:{_DAY})?(?:{_MONTH}\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s20\d\d)?|(?:1[0-2]|0?[1-9])/\d{{1,2}}(?:/(?:20)?\d\d)?)"
    r"\s?(?:[:：]|[-–—|](?=\s)))\s*",
    re.I,
)
# A cheap test before the pattern: how its words begin.
MEETS = frozenset((
    "wee", "ses", "mee", "day", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
))  # fmt: skip
