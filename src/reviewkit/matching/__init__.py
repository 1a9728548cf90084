"""From a title as people write it to the record that it means: explained, the same every time, never a guess."""

from reviewkit.matching.decide import Verdict, agrees, contradicts, match, paper_year
from reviewkit.matching.query import Query, query
from reviewkit.titles import fold, squeeze, words

__all__ = ["Query", "Verdict", "agrees", "contradicts", "fold", "match", "paper_year", "query", "squeeze", "words"]
