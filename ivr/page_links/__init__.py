"""Links to pages: random tokens of which only a hash is kept, with an end, for what was verified, and revocable."""

from ivr.page_links.links import Link, LinkOrder, language_of, look_at, make_link, open_link, revoke_links

__all__ = ["Link", "LinkOrder", "language_of", "look_at", "make_link", "open_link", "revoke_links"]
