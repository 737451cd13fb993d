"""Pages behind links that were sent to phones: what a link opens, and nothing else; apart from the console.

They need no script, no cookie and nobody else's server. A link is the only key, so no address holds a number or a name.
"""

from ivr.pages.views import Pages

__all__ = ["Pages"]
