"""Answer questions about the phone from the knowledge base, in the caller's own words or by keys."""

from ivr.callflow.topics import Topic
from ivr.services.help.demo import BY_KEYS, FIRST_STEPS, add_demo_articles
from ivr.services.help.forms import FORMS
from ivr.services.help.forms.slots import SLOTS
from ivr.services.help.source import count_article, open_articles, open_common, open_counter, open_steps
from ivr.services.help.tables import ArticleUseRow
from ivr.services.service import Demo, Keeps, Service

COUNT = "count_article"

SERVICE = Service(
    name="help",
    summary="answers to questions about the phone, from the knowledge base",
    forms=FORMS,
    topics=(Topic("help", "help", "confirm_help"),),
    slots=SLOTS,
    uses=("region",),
    sources={"help_articles": open_articles, "help_common": open_common, "help_steps": open_steps},
    commands={COUNT: open_counter},
    writes={COUNT: count_article},
    keeps=(Keeps(ArticleUseRow, ("article", "language", "uses"), "public", "nobody's"),),
    demo=Demo(add_demo_articles, FIRST_STEPS, BY_KEYS),
)
