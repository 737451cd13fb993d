"""Import every package that has tables: then they are in the metadata, for migrations and for what walks them all."""

import ivr.calls.tables
import ivr.console.tables
import ivr.identity.tables
import ivr.knowledge.tables
import ivr.knowledge.word_index
import ivr.messaging.tables
import ivr.outbound.tables
import ivr.outbox.tables
import ivr.page_links.tables
import ivr.privacy.tables
import ivr.review.tables
import ivr.routing.tables
import ivr.services  # noqa: F401
