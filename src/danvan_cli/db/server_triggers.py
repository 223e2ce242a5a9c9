"""What a PostgreSQL server writes by itself, whatever program is the client: the journal, its seals, numbers, instants.

A client says what a command is (its words, who says to act, the day of the event) in settings of its transaction; they
are taken as said, within bounds. What the record rests on is the server's own: the login, the instant, the day of
typing, the row before and after. A row that comes outside of any command opens one that says so. The SQL of each table
derives from its descriptor (``domain/records``); entries are spelt to the letter as those of a file (``db/journal``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Column, Date, Integer, Table

from danvan_cli.db import tables
from danvan_cli.db.bulk import json_of, json_value
from danvan_cli.db.chain import entry_text, group_text
from danvan_cli.db.tables.base import stored_type
from danvan_cli.domain.records import RECORDS, Record, table_of

# All but what only triggers write.
JOURNALED = tuple(name for name, record in RECORDS.items() if not record.is_kept_by_trigger)
_DEFINER = "SECURITY DEFINER SET search_path = {schema}, pg_temp"
# ``danvan_now`` is the one clock; the day that a client's own clock has is taken within a day of it. A group that is
# not sealed yet can only be of the transaction that asks: others' open ones are not seen, and all that is committed is
# sealed. So a setting of the client's may remember it: a false one finds nothing. Who opens a group holds the agency's
# row until the end, so that the agency's commands are sealed one by one. ``danvan_record`` runs once a row: it calls as
# little as it can, and takes rights and path from the trigger that calls it.
_FUNCTIONS = """
CREATE FUNCTION {schema}.danvan_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';
CREATE FUNCTION {schema}.danvan_today() RETURNS date LANGUAGE plpgsql VOLATILE SET search_path = {schema}, pg_temp AS $$
DECLARE said date := CAST(NULLIF(current_setting('danvan.today', true), '') AS DATE);
    here date := CAST(danvan_now() AT TIME ZONE INTERVAL '7 hours' AS DATE); BEGIN
    RETURN CASE WHEN said BETWEEN here - 1 AND here + 1 THEN said ELSE here END;
END $$;
CREATE FUNCTION {schema}.danvan_said(name text, longest integer, otherwise text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT COALESCE(NULLIF(btrim(left(regexp_replace(current_setting('danvan.' || name, true), '[[:cntrl:]]', ' ', 'g'),
        longest)), ''), otherwise) $$;
CREATE FUNCTION {schema}.danvan_is_owner() RETURNS boolean LANGUAGE sql STABLE {definer} AS $$
    SELECT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = CAST('plan' AS regclass)
        AND pg_has_role(session_user, c.relowner, 'MEMBER')) $$;
CREATE FUNCTION {schema}.danvan_moves() RETURNS boolean LANGUAGE sql STABLE {definer} AS $$
    SELECT current_setting('danvan.moving', true) = 'on' AND danvan_is_owner() $$;
CREATE FUNCTION {schema}.danvan_home() RETURNS integer LANGUAGE sql STABLE {definer} AS $$
    SELECT COALESCE((SELECT x.agency_id FROM access x WHERE x.login = session_user),
        CAST(NULLIF(current_setting('danvan.agency', true), '') AS integer), (SELECT min(a.id) FROM agency a)) $$;
CREATE FUNCTION {schema}.danvan_enter(entered integer) RETURNS void LANGUAGE plpgsql {definer} AS $$ BEGIN
    IF NOT danvan_is_owner() AND NOT EXISTS
        (SELECT 1 FROM access x WHERE x.login = session_user AND x.agency_id = entered) THEN
        RAISE EXCEPTION 'not a writer of this agency' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM 1 FROM agency a WHERE a.id = entered FOR NO KEY UPDATE;
END $$;
-- The command that the transaction says to take back, where it is the agency's and, for a unit, of its own login.
CREATE FUNCTION {schema}.danvan_undoes(of_agency integer) RETURNS integer LANGUAGE sql STABLE {definer} AS $$
    SELECT g.id FROM journal_group g
    WHERE g.id = CAST(NULLIF(current_setting('danvan.undoes', true), '') AS integer) AND g.agency_id = of_agency
        AND (g.login = session_user OR danvan_is_owner() OR EXISTS (SELECT 1 FROM access x
            WHERE x.login = session_user AND x.agency_id = of_agency AND x.scope = 'office')) $$;
-- True for a row that the command to be taken back made or removed: it may go, or come again with the key it had.
CREATE FUNCTION {schema}.danvan_takes_back(named text, row_key integer) RETURNS boolean
LANGUAGE sql STABLE {definer} AS $$
    SELECT EXISTS (SELECT 1 FROM journal_entry e WHERE e.table_name = named AND e.row_id = row_key
        AND e.group_id = danvan_undoes(e.agency_id)) $$;
CREATE FUNCTION {schema}.danvan_key() RETURNS trigger LANGUAGE plpgsql {definer} AS $$
DECLARE counter text := pg_get_serial_sequence(TG_TABLE_NAME, 'id'); given bigint; BEGIN
    IF danvan_is_owner() OR danvan_takes_back(TG_TABLE_NAME, NEW.id) THEN RETURN NEW; END IF;
    -- The key that the counter has just given stays; one of a client's choosing does not.
    BEGIN given := currval(counter); EXCEPTION WHEN object_not_in_prerequisite_state THEN given := NULL; END;
    IF given IS DISTINCT FROM NEW.id THEN NEW.id := nextval(counter); END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION {schema}.danvan_open(of_agency integer) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
DECLARE opened integer; BEGIN
    PERFORM 1 FROM agency a WHERE a.id = of_agency FOR NO KEY UPDATE;
    INSERT INTO journal_group (agency_id, at, entered_on, actor, command, program_version, login, undoes_id)
        VALUES (of_agency, danvan_now(), danvan_today(), danvan_said('actor', 300, session_user),
            danvan_said('command', 100000, '(ghi ngoài danvan)'), danvan_said('version', 50, '—'), session_user,
            danvan_undoes(of_agency))
        RETURNING id INTO opened;
    PERFORM set_config('danvan.group_' || of_agency, CAST(opened AS TEXT), true);
    PERFORM set_config('danvan.group', CAST(opened AS TEXT), true);
    RETURN opened;
END $$;
CREATE FUNCTION {schema}.danvan_record(of_agency integer, named text, row_key integer, of_plan integer, named_as text,
    was text, became text) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE home integer := COALESCE(of_agency, danvan_home()); opened integer;
    here date := CAST(statement_timestamp() AT TIME ZONE INTERVAL '7 hours' AS DATE);
    happened date := COALESCE(CAST(NULLIF(current_setting('danvan.happened_on', true), '') AS DATE), here); BEGIN
    -- With an agency that never wrote anything its journal goes, too.
    IF named = 'agency' AND became IS NULL THEN RETURN; END IF;
    IF happened NOT BETWEEN DATE '1900-01-01' AND here + 1 THEN
        RAISE EXCEPTION USING MESSAGE = 'an event of ' || happened, ERRCODE = 'check_violation';
    END IF;
    SELECT g.id INTO opened FROM journal_group g
        WHERE g.id = CAST(NULLIF(current_setting('danvan.group_' || home, true), '') AS integer)
            AND g.agency_id = home AND g.login = session_user
            AND NOT EXISTS (SELECT 1 FROM seal s WHERE s.group_id = g.id);
    IF opened IS NULL THEN opened := danvan_open(home); END IF;
    INSERT INTO journal_entry
        (agency_id, group_id, position, happened_on, table_name, row_id, plan_id, code, before, after)
        VALUES (home, opened, COALESCE((SELECT e.position FROM journal_entry e WHERE e.group_id = opened
            ORDER BY e.position DESC LIMIT 1), 0) + 1, happened, named, row_key, of_plan, named_as, was, became);
END $$;
-- True where one command made of every row of the other what it was before, and touched no further one. Reminders are
-- only marked; a row that the other made and removed again is as it was. Of a value told several times the last counts:
-- on its way back a row may point nowhere for a while.
CREATE FUNCTION {schema}.danvan_mirrors(back integer, undone integer) RETURNS boolean
LANGUAGE sql STABLE {definer} AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM journal_entry b WHERE b.group_id = back AND b.table_name <> 'reminder' AND NOT EXISTS (
            SELECT 1 FROM journal_entry u WHERE u.group_id = undone AND u.table_name = b.table_name
                AND u.row_id = b.row_id AND (b.after IS NOT NULL OR u.before IS NULL)))
    AND NOT EXISTS (
        SELECT 1 FROM journal_entry b, json_each_text(CAST(b.after AS json)) told(name, value)
        WHERE b.group_id = back AND b.table_name <> 'reminder' AND NOT EXISTS (
            SELECT 1 FROM journal_entry u WHERE u.group_id = undone AND u.table_name = b.table_name
                AND u.row_id = b.row_id AND u.before IS NOT NULL
                AND CAST(u.before AS json) ->> told.name IS NOT DISTINCT FROM told.value)
            AND NOT EXISTS (
                SELECT 1 FROM journal_entry l WHERE l.group_id = back AND l.table_name = b.table_name
                    AND l.row_id = b.row_id AND l.position > b.position
                    AND CAST(CAST(l.after AS json) -> told.name AS text) IS NOT NULL))
    AND NOT EXISTS (
        SELECT 1 FROM journal_entry u, json_each_text(CAST(COALESCE(u.before, u.after) AS json)) was(name, value)
        WHERE u.group_id = undone AND u.table_name <> 'reminder' AND NOT EXISTS (
            SELECT 1 FROM journal_entry b WHERE b.group_id = back AND b.table_name = u.table_name
                AND b.row_id = u.row_id AND (b.after IS NULL OR b.before IS NULL
                    OR CAST(CAST(b.after AS json) -> was.name AS text) IS NOT NULL))
        AND NOT EXISTS (
            SELECT 1 FROM journal_entry made JOIN journal_entry gone ON gone.group_id = undone
                AND gone.table_name = made.table_name AND gone.row_id = made.row_id AND gone.after IS NULL
            WHERE made.group_id = undone AND made.table_name = u.table_name AND made.row_id = u.row_id
                AND made.before IS NULL)) $$;
CREATE FUNCTION {schema}.danvan_seal() RETURNS trigger LANGUAGE plpgsql {definer} AS $$
DECLARE last seal; BEGIN
    IF EXISTS (SELECT 1 FROM seal s WHERE s.group_id = NEW.id) THEN RETURN NULL; END IF;
    IF NEW.undoes_id IS NOT NULL AND NOT danvan_moves() AND NOT danvan_mirrors(NEW.id, NEW.undoes_id) THEN
        RAISE EXCEPTION 'not what that command was before' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM agency a WHERE a.id = NEW.agency_id FOR NO KEY UPDATE;
    SELECT * INTO last FROM seal s WHERE s.agency_id = NEW.agency_id ORDER BY s.number DESC LIMIT 1;
    INSERT INTO seal (agency_id, group_id, number, entries, hash)
        SELECT g.agency_id, g.id, COALESCE(last.number, 0) + 1,
            COALESCE(last.entries, 0) + (SELECT COUNT(*) FROM journal_entry e WHERE e.group_id = g.id),
            encode(sha256(convert_to(COALESCE(last.hash, '') || {group_text}, 'UTF8')
                || COALESCE((SELECT string_agg(sha256(convert_to({entry_text}, 'UTF8')), CAST('' AS BYTEA)
                    ORDER BY e.position) FROM journal_entry e WHERE e.group_id = g.id), CAST('' AS BYTEA))), 'hex')
        FROM journal_group g WHERE g.id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION {schema}.danvan_note() RETURNS trigger LANGUAGE plpgsql {definer} AS $$ BEGIN
    IF TG_OP = 'UPDATE' THEN NEW.at := OLD.at; NEW.login := OLD.login;
    ELSIF NOT danvan_moves() THEN NEW.at := danvan_now(); NEW.login := session_user;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION {schema}.danvan_reminder() RETURNS trigger LANGUAGE plpgsql {definer} AS $$ BEGIN
    IF NOT danvan_moves() THEN
        SELECT COALESCE(MAX(r.number), 0) + 1 INTO NEW.number FROM reminder r
            WHERE r.deadline_id = NEW.deadline_id AND r.withdrawn_on IS NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION {schema}.danvan_opening() RETURNS trigger LANGUAGE plpgsql {definer} AS $$
DECLARE first date; BEGIN
    IF EXISTS (SELECT 1 FROM access x WHERE x.login = session_user AND x.scope = 'unit') THEN
        SELECT CAST(CAST(e.after AS json) ->> 'opens_on' AS DATE) INTO first FROM journal_entry e
            WHERE e.table_name = 'deadline' AND e.row_id = OLD.id AND e.before IS NULL ORDER BY e.id DESC LIMIT 1;
        IF (NEW.opens_on > GREATEST(first, OLD.opens_on) OR OLD.opens_on IS NULL)
            AND NOT danvan_takes_back('deadline', OLD.id) THEN
            RAISE EXCEPTION 'a row is not put off by its unit' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION {revoked} FROM PUBLIC;
"""
# Asked by the triggers alone, or (``danvan_enter``) granted to who writes.
_REVOKED = (
    "danvan_is_owner()", "danvan_moves()", "danvan_home()", "danvan_enter(integer)", "danvan_open(integer)",
    "danvan_record(integer, text, integer, integer, text, text, text)", "danvan_seal()",
    "danvan_note()", "danvan_reminder()", "danvan_opening()", "danvan_now()", "danvan_today()",
    "danvan_said(text, integer, text)", "danvan_undoes(integer)", "danvan_key()", "danvan_mirrors(integer, integer)",
    "danvan_takes_back(text, integer)",
)  # fmt: skip
_TRIGGERS = {
    "journal_group_sealed": "CREATE CONSTRAINT TRIGGER journal_group_sealed AFTER INSERT ON journal_group "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {schema}.danvan_seal()",
    "note_signed": "CREATE TRIGGER note_signed BEFORE INSERT OR UPDATE ON note "
    "FOR EACH ROW EXECUTE FUNCTION {schema}.danvan_note()",
    "reminder_numbered": "CREATE TRIGGER reminder_numbered BEFORE INSERT ON reminder "
    "FOR EACH ROW EXECUTE FUNCTION {schema}.danvan_reminder()",
    "deadline_not_put_off": "CREATE TRIGGER deadline_not_put_off BEFORE UPDATE ON deadline FOR EACH ROW "
    "WHEN (NEW.opens_on IS DISTINCT FROM OLD.opens_on) EXECUTE FUNCTION {schema}.danvan_opening()",
}
_JOURNAL = """
CREATE FUNCTION {schema}.{name}_journaled() RETURNS trigger LANGUAGE plpgsql {definer} AS $$
DECLARE r {name}; was text; became text; {declared}BEGIN
    IF COALESCE(current_setting('danvan.moving', true), '') = 'on' AND danvan_is_owner() THEN RETURN NULL; END IF;
    IF TG_OP = 'DELETE' THEN r := OLD; was := {whole}; ELSE r := NEW; END IF;
    IF TG_OP = 'INSERT' THEN became := {whole}; END IF;
    IF TG_OP = 'UPDATE' THEN
        was := substr({old}, 3);
        IF was = '' THEN RETURN NULL; END IF;
        was := '{{' || was || '}}';
        became := '{{' || substr({new}, 3) || '}}';
    END IF;
{parents}    PERFORM danvan_record({agency}, '{name}', r.id, {plan}, {code}, was, became);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {schema}.{name}_journaled() FROM PUBLIC;
CREATE TRIGGER {name}_key BEFORE INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION {schema}.danvan_key();
CREATE TRIGGER {name}_journaled AFTER INSERT OR UPDATE OR DELETE ON {name}
FOR EACH ROW EXECUTE FUNCTION {schema}.{name}_journaled()
"""


def server_triggers(schema: str) -> Iterator[tuple[str, str]]:
    """The SQL of each trigger, with the functions that it needs, by the trigger's name; the schema's name is quoted."""
    definer = _DEFINER.format(schema=schema)
    known = {"schema": schema, "definer": definer}
    revoked = ", ".join(f"{schema}.{name}" for name in _REVOKED)
    functions = _FUNCTIONS.format(
        **known, revoked=revoked, group_text=group_text(is_file=False), entry_text=entry_text(is_file=False)
    )
    for name, sql in _TRIGGERS.items():
        yield name, f"{functions}{sql.format(**known)}"
        functions = ""
    for name in JOURNALED:
        yield f"{name}_journaled", _journal_of(name, known)


def _journal_of(name: str, known: dict[str, str]) -> str:
    table = tables.whole_schema().tables[name]
    columns = [column for column in table.columns if column.computed is None and column.name != "id"]
    return _JOURNAL.format(
        **known,
        name=name,
        whole=json_of(columns, is_file=False),
        old=_changed(columns, "OLD"),
        new=_changed(columns, "NEW"),
        **_place_of(table),
    )


def _place_of(table: Table) -> dict[str, str]:
    """How a trigger finds a row's agency, plan and code: one question for each filled key that leads there.

    One expression with all of them in it would be set up anew for every row, whichever keys are filled.
    """
    record = RECORDS[table.name]
    keys = list(dict.fromkeys([*(name for name in record.code if name.endswith("_id")), *record.parents]))
    asked = [
        f"    IF r.{key} IS NOT NULL THEN\n        SELECT {_of_parent(key, record)} INTO {key}_code, {key}_plan, "
        f"{key}_agency FROM {table_of(key)} rx WHERE rx.id = r.{key};\n    END IF;\n"
        for key in keys
    ]
    plans = [*(["r.plan_id"] if "plan_id" in table.columns else ()), *(f"{key}_plan" for key in keys)]
    agency = "r.id" if table.name == "agency" else "r.agency_id"
    if record.parents:
        agency = f"COALESCE({', '.join(f'{key}_agency' for key in record.parents)})"
    return {
        "declared": "".join(f"{key}_code text; {key}_plan integer; {key}_agency integer; " for key in keys),
        "parents": "".join(asked),
        "agency": agency,
        "plan": "r.id" if table.name == "plan" else f"COALESCE({', '.join(plans)})" if plans else "NULL",
        "code": _words(table, "r", lambda key: f"{key}_code"),
    }


def _of_parent(key: str, record: Record) -> str:
    parent = table_of(key)
    code = _code(tables.whole_schema().tables[parent], "rx") if key in record.code else "NULL"
    return f"{code}, {_plan(parent, 'rx') or 'NULL'}, {_agency(parent, 'rx') if key in record.parents else 'NULL'}"


def _changed(columns: list[Column[object]], side: str) -> str:
    """The columns in which OLD and NEW differ, as the one or the other has them, each behind a comma."""
    return " || ".join(
        f'CASE WHEN OLD."{c.name}" IS NOT DISTINCT FROM NEW."{c.name}" THEN \'\' '
        f"ELSE ', \"{c.name}\": ' || COALESCE({json_value(c, side, is_file=False)}, 'null') END"
        for c in columns
    )


def _agency(name: str, row: str) -> str:
    """The key of a row's agency; NULL where the row has none, or what it hung on is gone."""
    if name == "agency":
        return f"{row}.id"
    if not RECORDS[name].parents:
        return f"{row}.agency_id"
    found = (f"(SELECT {_agency(table_of(c), f'{row}x')} {_parent(c, row)})" for c in RECORDS[name].parents)
    return f"COALESCE({', '.join(found)})"


def _plan(name: str, row: str) -> str:
    """The key of the plan that a row is of, found by the rows of its code; empty for a table that has none."""
    if name == "plan":
        return f"{row}.id"
    found = [f"{row}.plan_id"] if "plan_id" in tables.whole_schema().tables[name].columns else []
    for column in RECORDS[name].code:
        if column.endswith("_id") and (inner := _plan(table_of(column), f"{row}x")):
            found.append(f"(SELECT {inner} {_parent(column, row)})")
    return f"COALESCE({', '.join(found)})" if found else ""


def _code(table: Table, row: str) -> str:
    """The code by which people know a row, as ``journal.place_of`` makes it."""

    def of_key(key: str) -> str:
        inner = _code(tables.whole_schema().tables[table_of(key)], f"{row}x")
        return f"(SELECT {inner} {_parent(key, row)})"

    return _words(table, row, of_key)


def _words(table: Table, row: str, of_key: Callable[[str], str]) -> str:
    """Joins the words of a row's code; ``of_key`` gives the SQL for the code of the row that a key leads to."""
    words = []
    for name in RECORDS[table.name].code:
        column, value = table.columns[name], f"{row}.{name}"
        if name.endswith("_id"):
            value = of_key(name)
        elif isinstance(stored_type(column), Date):
            value = f"to_char({value}, 'YYYY-MM-DD')"
        elif isinstance(stored_type(column), Integer):
            value = f"CAST({value} AS TEXT)"
        words.append(f"NULLIF({value}, '')")
    return f"concat_ws(' ', {', '.join(words)})"


def _parent(column: str, row: str) -> str:
    return f"FROM {table_of(column)} {row}x WHERE {row}x.id = {row}.{column}"
