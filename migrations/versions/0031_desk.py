"""Indexes of the desk, views by what led to them, and pictures that are public only while a published page shows them."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

STAGES = ["redeployees_from", "internal_from", "members_from"]
PROMISED = ["shortlist_by", "interviews_from", "decide_by"]
DESK = ["organisation_id", "state", "closes_at", "public_from"]
IS_PROMISED = sa.text(" OR ".join(f"{name} IS NOT NULL" for name in PROMISED))
IS_RUNNING, WAS_RUNNING = sa.text("lifted_at IS NULL"), sa.text("state = 'running'")


def upgrade() -> None:
    op.drop_index("ix_vacancy_after", table_name="vacancy")
    op.drop_index("ix_vacancy_desk", table_name="vacancy")
    op.create_index("ix_vacancy_desk", "vacancy", [*DESK, *STAGES, "source_key", "id"])
    unopened = ["organisation_id", "state", "public_from", "closes_at", *STAGES, "id"]
    op.create_index("ix_vacancy_unopened", "vacancy", unopened)
    promised = ["organisation_id", "closes_at", "id", "state", "public_from", *STAGES, *PROMISED]
    op.create_index(
        "ix_vacancy_promised", "vacancy", promised, sqlite_where=IS_PROMISED, postgresql_where=IS_PROMISED
    )
    _tell_running_by(IS_RUNNING)
    with op.batch_alter_table("day_of_views") as views:
        views.add_column(sa.Column("source", sa.String(length=30), nullable=False, server_default=""))
        views.drop_constraint("uq_day_of_views_vacancy_id_day", type_="unique")
        views.create_unique_constraint("uq_day_of_views_vacancy_id_day_source", ["vacancy_id", "day", "source"])
    op.add_column("national_picture", sa.Column("is_public", sa.Boolean(), nullable=False, server_default=sa.false()))
    _hide_pictures_of_drafts()


def _tell_running_by(condition: sa.TextClause) -> None:
    op.drop_index("uq_suspension_running", table_name="suspension")
    op.create_index(
        "uq_suspension_running", "suspension", ["organisation_id"], unique=True, sqlite_where=condition,
        postgresql_where=condition,
    )  # fmt: skip


def _hide_pictures_of_drafts() -> None:
    """Until now every picture was public."""
    tables, connection = sa.MetaData(), op.get_bind()
    named = ("national_page", "employer_page", "national_picture", "document")
    national, employers, pictures, documents = (sa.Table(name, tables, autoload_with=connection) for name in named)
    _show(pictures, _shown(national, national.c.slug))
    connection.execute(documents.update().where(documents.c.purpose == "page").values(is_public=False))
    _show(documents, _shown(employers, employers.c.organisation_id, employers.c.slug))


def _shown(pages: sa.Table, *of: sa.ColumnElement[str]) -> set[int]:
    """The numbers of the pictures in the last published version of each page."""
    wanted = sa.select(*of, pages.c.blocks).where(pages.c.published_at.is_not(None)).order_by(pages.c.number)
    last = {tuple(page): blocks for *page, blocks in op.get_bind().execute(wanted)}
    return {block["picture"] for blocks in last.values() for block in blocks if block["picture"] is not None}


def _show(table: sa.Table, numbers: set[int]) -> None:
    op.get_bind().execute(table.update().where(table.c.id.in_(numbers)).values(is_public=True))


def downgrade() -> None:
    tables, connection = sa.MetaData(), op.get_bind()
    documents, views = (sa.Table(name, tables, autoload_with=connection) for name in ("document", "day_of_views"))
    connection.execute(documents.update().where(documents.c.purpose == "page").values(is_public=True))
    op.drop_column("national_picture", "is_public")
    # Of a day there may be one row again.
    keys = (views.c.organisation_id, views.c.vacancy_id, views.c.day)
    together = sa.select(*keys, sa.func.sum(views.c.views).label("views")).group_by(*keys)
    days = [row._asdict() for row in connection.execute(together)]
    connection.execute(views.delete())
    if days:
        connection.execute(views.insert(), [{**day, "source": ""} for day in days])
    with op.batch_alter_table("day_of_views") as changed:
        changed.drop_constraint("uq_day_of_views_vacancy_id_day_source", type_="unique")
        changed.drop_column("source")
        changed.create_unique_constraint("uq_day_of_views_vacancy_id_day", ["vacancy_id", "day"])
    _tell_running_by(WAS_RUNNING)
    for name in ("promised", "unopened", "desk"):
        op.drop_index(f"ix_vacancy_{name}", table_name="vacancy")
    op.create_index("ix_vacancy_desk", "vacancy", [*DESK, *STAGES, "id"])
    op.create_index("ix_vacancy_after", "vacancy", [*DESK, *PROMISED, "source_key", "id"])
