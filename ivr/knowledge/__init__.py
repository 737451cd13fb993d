"""The articles that answer questions about the phone: imported from files, found by words and by meaning.

Callers ask in their own words, as a recogniser heard them. The search ranks the articles and says honestly when none
of them is likely to help. Knows no calls and no Twilio.
"""

from ivr.knowledge.article import Article, BadArticle
from ivr.knowledge.importing import Imported, import_articles
from ivr.knowledge.searching import Found, Result, Searcher, open_searcher

__all__ = ["Article", "BadArticle", "Found", "Imported", "Result", "Searcher", "import_articles", "open_searcher"]
