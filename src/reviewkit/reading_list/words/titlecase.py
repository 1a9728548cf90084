"""Title case: to tell the rest of a title from a remark."""

from reviewkit import late

LOWER_START = late.pattern(r"[\s\"'(]*[a-z]")
REMARK = late.pattern(r"\b(?:you|your|I|we|it's|this|that's|here|great|best|good|very|helpful|must read)\b")
DASHES = ("- ", "– ", "— ")
"""How a remark on a name begins: `[Oak](…) - a tree`."""
_JOINING = late.pattern(r"\b(?:for|with|via|of|in|on)\b")
_WORDS = "a an the of for in on with via and or to from by at as is are be over under into using vs without per"
_SMALL = frozenset(form for word in _WORDS.split() for form in (word, word.capitalize(), word.upper()))


def reads_like_title(text: str) -> bool:
    """Tell title case from a remark: most words of weight begin with a capital, and no sentence ends."""
    text = text.strip()
    if not text or (text[-1] in ".!" and not text.endswith("...")):
        return False
    words = text.replace("-", " ").split()
    heavy = high = 0
    for word in words:
        if not word.isalpha():
            word = word.strip("()[]\"'“”‘’,:;")
            if not word or not word[0].isalpha():
                continue
        if word not in _SMALL:
            heavy += 1
            high += word[0].isupper()
    if not heavy or (high < 0.8 * heavy and REMARK.search(text)):
        return False
    return high >= 0.6 * heavy or (
        high >= 0.25 * heavy and len(words) >= 4 and _JOINING.search(text) is not None and high >= 2
    )
