"""Let the database hold four eyes and the files as they were released.

A CHECK cannot look into other tables, so triggers do. Each locks the edition, so that
no draft slips in between the look and the release.
"""

from django.db import migrations

KEPT = "edition draft ask return release withdrawal editionfile".split()
APPEND_ONLY = """
CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON briefings_{table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_is_not_truncated BEFORE TRUNCATE ON briefings_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER {table}_is_not_truncated ON briefings_{table};
DROP TRIGGER {table}_is_append_only ON briefings_{table};
"""
GUARDS = """
CREATE FUNCTION briefing_is_released(wanted bigint) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM briefings_release release
        JOIN briefings_ask ask ON ask.id = release.ask_id
        JOIN briefings_draft draft ON draft.id = ask.draft_id
        WHERE draft.edition_id = wanted)
$$;

CREATE FUNCTION briefing_edition_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.previous_id IS NOT NULL AND NOT briefing_is_released(NEW.previous_id) THEN
        RAISE EXCEPTION 'only a released edition is followed by another'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'edition_follows_a_released_one';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_is_guarded BEFORE INSERT ON briefings_edition
    FOR EACH ROW EXECUTE FUNCTION briefing_edition_guard();

CREATE FUNCTION briefing_draft_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('briefing', NEW.edition_id));
    IF briefing_is_released(NEW.edition_id) THEN
        RAISE EXCEPTION 'a released edition is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'draft_before_the_release';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draft_is_guarded BEFORE INSERT ON briefings_draft
    FOR EACH ROW EXECUTE FUNCTION briefing_draft_guard();

CREATE FUNCTION briefing_release_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    asked briefings_draft;
    latest bigint;
BEGIN
    SELECT draft.* INTO asked FROM briefings_draft draft
        JOIN briefings_ask ask ON ask.draft_id = draft.id WHERE ask.id = NEW.ask_id;
    PERFORM pg_advisory_xact_lock(hashtextextended('briefing', asked.edition_id));
    SELECT ask.id INTO latest FROM briefings_draft draft
        LEFT JOIN briefings_ask ask ON ask.draft_id = draft.id
        WHERE draft.edition_id = asked.edition_id
        ORDER BY draft.number DESC, ask.id DESC NULLS LAST LIMIT 1;
    IF latest IS DISTINCT FROM NEW.ask_id
        OR EXISTS (SELECT FROM briefings_return WHERE ask_id = NEW.ask_id)
        OR briefing_is_released(asked.edition_id)
    THEN
        RAISE EXCEPTION 'only what was asked for last can be released'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_of_the_last_ask';
    END IF;
    SELECT array_agg(DISTINCT by_id ORDER BY by_id) INTO NEW.authors FROM (
        SELECT by_id FROM briefings_draft WHERE edition_id = asked.edition_id
        UNION SELECT by_id FROM briefings_ask WHERE id = NEW.ask_id) author;
    IF NEW.by_id = ANY (NEW.authors) THEN
        RAISE EXCEPTION 'the briefing is released by one of its authors'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'release_by_a_second_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER release_is_guarded BEFORE INSERT ON briefings_release
    FOR EACH ROW EXECUTE FUNCTION briefing_release_guard();

CREATE FUNCTION briefing_return_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    edition bigint;
BEGIN
    SELECT draft.edition_id INTO edition FROM briefings_draft draft
        JOIN briefings_ask ask ON ask.draft_id = draft.id WHERE ask.id = NEW.ask_id;
    PERFORM pg_advisory_xact_lock(hashtextextended('briefing', edition));
    IF EXISTS (SELECT FROM briefings_release WHERE ask_id = NEW.ask_id) THEN
        RAISE EXCEPTION 'what is released is withdrawn, not sent back'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'return_before_the_release';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER return_is_guarded BEFORE INSERT ON briefings_return
    FOR EACH ROW EXECUTE FUNCTION briefing_return_guard();

CREATE FUNCTION briefing_file_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT NEW.is_draft
        AND NOT EXISTS (SELECT FROM briefings_release WHERE ask_id = NEW.ask_id)
    THEN
        RAISE EXCEPTION 'a file as released, of what is not'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'file_of_a_release';
    END IF;
    IF NEW.sha256 <> encode(sha256(NEW.content), 'hex')
        OR NEW.size <> octet_length(NEW.content)
    THEN
        RAISE EXCEPTION 'the hash is not the content''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'file_has_its_own_hash';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER editionfile_is_guarded BEFORE INSERT ON briefings_editionfile
    FOR EACH ROW EXECUTE FUNCTION briefing_file_guard();
"""
NO_GUARDS = """
DROP TRIGGER editionfile_is_guarded ON briefings_editionfile;
DROP FUNCTION briefing_file_guard();
DROP TRIGGER return_is_guarded ON briefings_return;
DROP FUNCTION briefing_return_guard();
DROP TRIGGER release_is_guarded ON briefings_release;
DROP FUNCTION briefing_release_guard();
DROP TRIGGER draft_is_guarded ON briefings_draft;
DROP FUNCTION briefing_draft_guard();
DROP TRIGGER edition_is_guarded ON briefings_edition;
DROP FUNCTION briefing_edition_guard();
DROP FUNCTION briefing_is_released(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0001_editions"),
        ("incidents", "0002_kind_safe_records"),
    ]

    operations = [
        migrations.RunSQL(GUARDS, NO_GUARDS),
        *(
            migrations.RunSQL(
                APPEND_ONLY.format(table=table), NOT_APPEND_ONLY.format(table=table)
            )
            for table in KEPT
        ),
    ]
