"""Tables of articles, of what their titles mean, and of their words.

The index of words is the database's own kind: FTS5 on SQLite, tsvector on PostgreSQL.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_cut", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("key", "language", name=op.f("uq_articles_key_language")),
    )
    op.create_table(
        "article_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("middle", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_groups")),
    )
    op.create_index(op.f("ix_article_groups_generation"), "article_groups", ["generation"], unique=False)
    op.create_table(
        "article_vectors",
        sa.Column("group_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_vectors_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "language", "article_id", name=op.f("pk_article_vectors")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_article_vectors_article_id", "article_vectors", ["article_id"], unique=False)
    op.create_table(
        "article_terms",
        sa.Column("term", sa.String(length=64), nullable=False),
        sa.Column("sound", sa.String(length=64), nullable=False),
        sa.Column("titles", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_article_terms")),
    )
    op.create_index(op.f("ix_article_terms_sound"), "article_terms", ["sound"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE article_words USING fts5(title, text, tokenize='unicode61')")
        op.execute("CREATE VIRTUAL TABLE article_words_seen USING fts5vocab(article_words, 'col')")
        op.execute("CREATE VIRTUAL TABLE article_words_rows USING fts5vocab(article_words, 'row')")
    else:
        op.execute(
            "CREATE TABLE article_words (article_id integer PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, "
            "words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_article_words_words ON article_words USING gin (words)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE article_words_rows")
        op.execute("DROP TABLE article_words_seen")
    op.execute("DROP TABLE article_words")
    for table in ("article_terms", "article_vectors", "article_groups", "articles"):
        op.drop_table(table)
