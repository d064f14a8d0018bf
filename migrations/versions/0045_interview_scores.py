"""Scores are given at interviews too."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

IN_THE_SIFT = sa.column("interview_id").is_(None)
# By table what is unique beside the application, or the interview.
TABLES = {"score": ("criterion_id", "member"), "score_reveal": (), "agreed_score": ("criterion_id",)}


def upgrade() -> None:
    for name, more in TABLES.items():
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("interview_id", sa.Integer(), nullable=True))
            table.create_foreign_key(
                op.f(f"fk_{name}_organisation_id_interview_id_interview"),
                "interview",
                ["organisation_id", "interview_id"],
                ["organisation_id", "id"],
                ondelete="CASCADE",
            )
            table.drop_constraint(op.f("_".join(("uq", name, "application_id", *more))), type_="unique")
            table.create_unique_constraint(op.f("_".join(("uq", name, "interview_id", *more))), ["interview_id", *more])
        op.create_index(
            f"ix_{name}_in_the_sift",
            name,
            ["application_id", *more],
            unique=True,
            sqlite_where=IN_THE_SIFT,
            postgresql_where=IN_THE_SIFT,
        )
        op.create_index(f"ix_{name}_application_id", name, ["application_id"])


def downgrade() -> None:
    for name, more in TABLES.items():
        scores = sa.table(name, sa.column("interview_id"))
        op.execute(scores.delete().where(scores.c.interview_id.is_not(None)))
        op.drop_index(f"ix_{name}_application_id", table_name=name)
        op.drop_index(f"ix_{name}_in_the_sift", table_name=name)
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f("_".join(("uq", name, "interview_id", *more))), type_="unique")
            table.drop_constraint(op.f(f"fk_{name}_organisation_id_interview_id_interview"), type_="foreignkey")
            table.drop_column("interview_id")
            table.create_unique_constraint(
                op.f("_".join(("uq", name, "application_id", *more))), ["application_id", *more]
            )
