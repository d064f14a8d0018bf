"""A register that people keep. What was in it until now was what the release before had shipped, and is filled anew."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

OLD = ("project_body", "project", "programme", "theme", "project_status", "programme_body", "fund_round")


def upgrade() -> None:
    for table in OLD:
        op.drop_table(table)
    op.create_table(
        "programme_body",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("full_name", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("gss_code", sa.String(length=9), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_programme_body_withdrawn_says_why")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_body")),
        sa.UniqueConstraint("gss_code", name=op.f("uq_programme_body_gss_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_body_slug")),
    )
    op.create_table(
        "project_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_stage")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_stage_slug")),
    )
    op.create_table(
        "theme",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_theme_withdrawn_says_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("slug", name=op.f("uq_theme_slug")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("as_of", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("board", sa.JSON(), nullable=False),
        sa.Column("board_body_id", sa.Integer(), nullable=False),
        sa.Column("fund_name", sa.String(length=120), nullable=False),
        sa.Column("fund_description", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_body_id"], ["programme_body.id"], name=op.f("fk_programme_board_body_id_programme_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_slug")),
    )
    op.create_table(
        "project",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("is_theme_inferred", sa.Boolean(), nullable=False),
        sa.Column("theme_note", sa.Text(), nullable=False),
        sa.Column("has_live_figures", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_project_withdrawn_says_why")),
        sa.CheckConstraint(
            "slug not in ('bodies','changes','documents','themes','timeline')", name=op.f("ck_project_slug_is_free")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_project_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_slug")),
    )
    op.create_table(
        "project_benefit",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=True),
        sa.Column("date_text", sa.String(length=40), nullable=False),
        sa.Column("date_key", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(date_text = '') = (date_key = '')", name=op.f("ck_project_benefit_date_sorts")),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_project_benefit_withdrawn_says_why")
        ),
        sa.CheckConstraint("kind in ('expected','reported')", name=op.f("ck_project_benefit_known_kind")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_benefit_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_benefit")),
    )
    with op.batch_alter_table("project_benefit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_benefit_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_figure",
        sa.Column("label", sa.String(length=160), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("is_money", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("date_text", sa.String(length=40), nullable=False),
        sa.Column("date_key", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(date_text = '') = (date_key = '')", name=op.f("ck_project_figure_date_sorts")),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_project_figure_withdrawn_says_why")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_figure_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_figure")),
    )
    with op.batch_alter_table("project_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_figure_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_funding",
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("fund", sa.String(length=120), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("date_text", sa.String(length=40), nullable=False),
        sa.Column("date_key", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(date_text = '') = (date_key = '')", name=op.f("ck_project_funding_date_sorts")),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_project_funding_withdrawn_says_why")
        ),
        sa.CheckConstraint("pence > 0", name=op.f("ck_project_funding_some_money")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_funding_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_funding")),
    )
    with op.batch_alter_table("project_funding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_funding_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_paper",
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("publisher", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("date_text", sa.String(length=40), nullable=False),
        sa.Column("date_key", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(date_text = '') = (date_key = '')", name=op.f("ck_project_paper_date_sorts")),
        sa.CheckConstraint("(digest = '') = (state = '')", name=op.f("ck_project_paper_stored_has_state")),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_project_paper_withdrawn_says_why")
        ),
        sa.CheckConstraint(
            "state in ('','waiting','clean','infected','unscanned')", name=op.f("ck_project_paper_known_state")
        ),
        sa.CheckConstraint("url = '' or digest = ''", name=op.f("ck_project_paper_one_place")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_paper_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_paper")),
    )
    with op.batch_alter_table("project_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_paper_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_part",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_project_part_withdrawn_says_why")
        ),
        sa.CheckConstraint("role in ('lead','partner','sponsor')", name=op.f("ck_project_part_known_role")),
        sa.CheckConstraint("project_id is not null", name=op.f("ck_project_part_of_a_project")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["programme_body.id"], name=op.f("fk_project_part_body_id_programme_body")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_part_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_part")),
        sa.UniqueConstraint("project_id", "body_id", "role", name=op.f("uq_project_part_project_id_body_id_role")),
    )
    with op.batch_alter_table("project_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_part_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_part_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_step",
        sa.Column("stage_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("is_expected", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("date_text", sa.String(length=40), nullable=False),
        sa.Column("date_key", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.CheckConstraint("(date_text = '') = (date_key = '')", name=op.f("ck_project_step_date_sorts")),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawn_why = '')", name=op.f("ck_project_step_withdrawn_says_why")
        ),
        sa.CheckConstraint(
            "stage_id is null or is_expected or date_text <> ''", name=op.f("ck_project_step_reached_has_date")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_step_project_id_project")),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["project_stage.id"], name=op.f("fk_project_step_stage_id_project_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_step")),
    )
    with op.batch_alter_table("project_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_step_project_id"), ["project_id"], unique=False)

    op.create_table(
        "register_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_register_change_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_change")),
    )
    with op.batch_alter_table("register_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_change_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_change_project_id"), ["project_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("register_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_change_project_id"))
        batch_op.drop_index(batch_op.f("ix_register_change_at"))

    op.drop_table("register_change")
    with op.batch_alter_table("project_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_step_project_id"))

    op.drop_table("project_step")
    with op.batch_alter_table("project_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_part_project_id"))
        batch_op.drop_index(batch_op.f("ix_project_part_body_id"))

    op.drop_table("project_part")
    with op.batch_alter_table("project_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_paper_project_id"))

    op.drop_table("project_paper")
    with op.batch_alter_table("project_funding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_funding_project_id"))

    op.drop_table("project_funding")
    with op.batch_alter_table("project_figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_figure_project_id"))

    op.drop_table("project_figure")
    with op.batch_alter_table("project_benefit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_benefit_project_id"))

    op.drop_table("project_benefit")
    op.drop_table("project")
    op.drop_table("programme")
    op.drop_table("theme")
    op.drop_table("project_stage")
    op.drop_table("programme_body")
    op.create_table(
        "fund_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("approved", sa.String(length=40), nullable=False),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("money_label", sa.String(length=120), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_round")),
        sa.UniqueConstraint("slug", name=op.f("uq_fund_round_slug")),
    )
    op.create_table(
        "programme_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("full_name", sa.String(length=160), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("gss_code", sa.String(length=9), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_body")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_body_slug")),
    )
    op.create_table(
        "project_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_status")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_status_slug")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("slug", name=op.f("uq_theme_slug")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("as_of", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("dates", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("board", sa.JSON(), nullable=False),
        sa.Column("board_body_id", sa.Integer(), nullable=False),
        sa.Column("fund_name", sa.String(length=120), nullable=False),
        sa.Column("fund_description", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_body_id"], ["programme_body.id"], name=op.f("fk_programme_board_body_id_programme_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_slug")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("status_id", sa.Integer(), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("is_theme_inferred", sa.Boolean(), nullable=False),
        sa.Column("theme_note", sa.Text(), nullable=False),
        sa.Column("has_live_figures", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("benefits", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("dates", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("money", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["status_id"], ["project_status.id"], name=op.f("fk_project_status_id_project_status")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_project_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_slug")),
    )
    op.create_table(
        "project_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["programme_body.id"], name=op.f("fk_project_body_body_id_programme_body")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_body_project_id_project"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_body")),
        sa.UniqueConstraint("project_id", "body_id", "role", name=op.f("uq_project_body_project_id_body_id_role")),
    )
    with op.batch_alter_table("project_body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_body_project_id"), ["project_id"], unique=False)
