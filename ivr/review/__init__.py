"""What supervisors mend the hotline with: what was not understood, what they change, who changed what. No pages."""

from ivr.review.audit import entries
from ivr.review.content import Change, Content, prompts_of
from ivr.review.coverage import MOST_CALLS
from ivr.review.drafts import BadChange, Draft, add, checked, described, drafts, drop
from ivr.review.folder import folder_of
from ivr.review.grouping import forget_empty, group
from ivr.review.labels import OUTSIDE, label
from ivr.review.listing import PAGE, Group, Groups, Miss, Wanted, choices, list_groups
from ivr.review.misses import KINDS, NEXT, collect
from ivr.review.prompts import catalogues
from ivr.review.replaying import HOWS
from ivr.review.topics import grammars, topics
from ivr.review.versions import (
    CHECK,
    NotPublished,
    Publication,
    Version,
    content_of,
    finish,
    in_use,
    publish,
    published,
    start_check,
    take_back,
    version,
    versions,
)

__all__ = [
    "CHECK",
    "HOWS",
    "KINDS",
    "MOST_CALLS",
    "NEXT",
    "OUTSIDE",
    "PAGE",
    "BadChange",
    "Change",
    "Content",
    "Draft",
    "Group",
    "Groups",
    "Miss",
    "NotPublished",
    "Publication",
    "Version",
    "Wanted",
    "add",
    "catalogues",
    "checked",
    "choices",
    "collect",
    "content_of",
    "described",
    "drafts",
    "drop",
    "entries",
    "finish",
    "folder_of",
    "forget_empty",
    "grammars",
    "group",
    "in_use",
    "label",
    "list_groups",
    "prompts_of",
    "publish",
    "published",
    "start_check",
    "take_back",
    "topics",
    "version",
    "versions",
]
