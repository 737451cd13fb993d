"""Run migrations on the connection that `ivr.storage.migrate` gives."""

from alembic import context

from ivr.storage.base import Base
from ivr.storage.columns import EncryptedBytes, EncryptedJson, EncryptedText, UtcDateTime
from ivr.storage.migrate import is_modelled

PLAIN = {
    EncryptedBytes: "sa.LargeBinary()",
    EncryptedJson: "sa.LargeBinary()",
    EncryptedText: "sa.LargeBinary()",
    UtcDateTime: "sa.DateTime(timezone=True)",
}


def render_item(kind, item, _autogen_context):
    if kind == "type":
        return PLAIN.get(type(item), False)
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render_item,
    render_as_batch=True,
    compare_type=True,
    include_name=is_modelled,
)
with context.begin_transaction():
    context.run_migrations()
