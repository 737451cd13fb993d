"""Tell callers what a new screen of their model costs, in the screen protection plan or not, and other parts."""

from ivr.callflow.topics import Topic
from ivr.services.screen.csv_rows import read_prices
from ivr.services.screen.demo import BY_KEYS, FIRST_STEPS, add_demo_prices
from ivr.services.screen.forms import PART_PRICE, SCREEN
from ivr.services.screen.forms.slots import SLOTS
from ivr.services.screen.importer import store_price
from ivr.services.screen.source import open_models, open_prices
from ivr.services.screen.tables import ModelCodeRow, ModelRow, PartPriceRow
from ivr.services.service import Demo, Keeps, Service
from ivr.sources import Importer

SERVICE = Service(
    name="screen",
    summary="the screen protection plan, and prices of other parts",
    forms=(SCREEN, PART_PRICE),
    topics=(
        Topic("screen", SCREEN.name, "confirm_screen", grammar="screen_topics"),
        Topic("part_price", PART_PRICE.name, "confirm_part_price", grammar="screen_topics", brings=("part_wanted",)),
    ),
    slots=SLOTS,
    uses=("device", "region"),
    sources={"models": open_models, "part_prices": open_prices},
    importers=(Importer("part-prices", read_prices, store_price),),
    keeps=(
        Keeps(ModelRow, ("key", "name", "keys"), "public", "nobody's"),
        Keeps(ModelCodeRow, ("code", "model_id"), "public", "nobody's"),
        Keeps(PartPriceRow, ("model_id", "country", "part", "price", "currency"), "public", "nobody's"),
        Keeps(PartPriceRow, ("plan_price", "plan_until", "plan_where"), "public", "nobody's"),
    ),
    demo=Demo(add_demo_prices, FIRST_STEPS, BY_KEYS),
)
