"""The server of a team (PostgreSQL): sealed revisions, members' statements, and who may do what, row by row.

A tree of its own beside the local store's. Rows of agreements are only ever added; who reads and writes them is decided
here, whatever program connects.
"""

from alembic import op

revision = "t001"
down_revision = None
branch_labels = ("team",)

TABLES = """
CREATE TABLE statements (
    number integer PRIMARY KEY, content bytea NOT NULL, signature bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT now());
CREATE TABLE requests (
    member text PRIMARY KEY, sign_key bytea NOT NULL, seal_key bytea NOT NULL, login text NOT NULL DEFAULT session_user,
    at timestamptz NOT NULL DEFAULT now());
CREATE TABLE wraps (
    epoch integer NOT NULL, member text NOT NULL, by_member text NOT NULL, wrapped bytea NOT NULL,
    signature bytea NOT NULL, PRIMARY KEY (epoch, member));
CREATE TABLE revisions (
    agreement uuid NOT NULL, number integer NOT NULL, token uuid NOT NULL UNIQUE, owner text NOT NULL,
    readers text[] NOT NULL, state text NOT NULL, epoch integer NOT NULL, by_member text NOT NULL,
    sealed bytea NOT NULL, signature bytea NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (agreement, number));
CREATE TABLE parts (
    id uuid PRIMARY KEY, agreement uuid NOT NULL, epoch integer NOT NULL, sealed bytea NOT NULL);
CREATE INDEX parts_agreement ON parts (agreement);
"""

ROLES = """
DO $$ DECLARE each text; BEGIN
    FOREACH each IN ARRAY ARRAY['avv_sales', 'avv_directors', 'avv_privacy'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = each) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', each);
        END IF;
    END LOOP;
END $$;
GRANT SELECT ON statements, requests, wraps, revisions, parts, alembic_version
    TO avv_sales, avv_directors, avv_privacy;
GRANT INSERT ON requests TO avv_sales, avv_directors, avv_privacy;
GRANT INSERT ON revisions, parts TO avv_sales, avv_directors;
GRANT INSERT ON statements, wraps TO avv_directors;
GRANT DELETE ON requests, revisions, parts TO avv_directors;
"""

FUNCTIONS = """
CREATE FUNCTION avv_is(role text) RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT pg_has_role(session_user, role, 'member') $$;

CREATE FUNCTION avv_was_signed(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT EXISTS (SELECT FROM revisions WHERE agreement = wanted AND state NOT IN ('draft', 'ready')) $$;

CREATE FUNCTION avv_epoch() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT max(epoch) FROM wraps $$;

CREATE FUNCTION avv_next_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE newest revisions%ROWTYPE;
BEGIN
    SELECT * INTO newest FROM revisions WHERE agreement = NEW.agreement ORDER BY number DESC LIMIT 1;
    IF newest IS NULL THEN
        NEW.owner := session_user;
    ELSE
        NEW.owner := newest.owner;
        IF NOT (pg_has_role(session_user, 'avv_directors', 'member') OR newest.owner = session_user) THEN
            NEW.readers := newest.readers;
        END IF;
    END IF;
    IF NEW.number <> COALESCE(newest.number, 0) + 1 THEN
        RAISE unique_violation USING MESSAGE = 'another revision came first';
    END IF;
    NEW.at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER next_revision BEFORE INSERT ON revisions FOR EACH ROW EXECUTE FUNCTION avv_next_revision();
"""

POLICIES = """
ALTER TABLE revisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE parts ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON revisions FOR SELECT USING (avv_is('avv_directors') OR avv_is('avv_privacy'));
CREATE POLICY read_own ON revisions FOR SELECT USING (
    avv_is('avv_sales') AND (owner = session_user OR readers && ARRAY['*', session_user::text]));
CREATE POLICY directors_write ON revisions FOR INSERT WITH CHECK (avv_is('avv_directors') AND epoch = avv_epoch());
CREATE POLICY sales_write ON revisions FOR INSERT WITH CHECK (
    avv_is('avv_sales') AND epoch = avv_epoch() AND state IN ('draft', 'ready') AND NOT avv_was_signed(agreement)
    AND (owner = session_user OR readers && ARRAY['*', session_user::text]));
CREATE POLICY directors_erase ON revisions FOR DELETE USING (avv_is('avv_directors'));
CREATE POLICY read_parts ON parts FOR SELECT USING (
    EXISTS (SELECT FROM revisions WHERE revisions.agreement = parts.agreement));
CREATE POLICY write_parts ON parts FOR INSERT WITH CHECK (avv_is('avv_directors') OR avv_is('avv_sales'));
CREATE POLICY erase_parts ON parts FOR DELETE USING (avv_is('avv_directors'));
"""


def upgrade() -> None:
    for each in (TABLES, ROLES, FUNCTIONS, POLICIES):
        op.execute(each)
