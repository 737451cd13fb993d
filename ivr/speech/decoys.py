"""Words that stand for everything a grammar does not hold, for models without a garbage word.

Short, frequent, unlike each other: together they touch most of English's sounds, so that speech and
noise outside the grammar has something better to be than one of the answers.
"""

_ENGLISH = """
the a and of to in it is was that you he she we they there what so but this have with not be are as at
by or from all my your how when him her out up them then some like just now could would about thing
people because really good man day way little house water such shh hmm uh um huh oh ah mm
"""

DECOYS = tuple(_ENGLISH.split())
