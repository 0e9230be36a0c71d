-- The contact that this one was merged into; its names are that one's now.
ALTER TABLE contacts ADD COLUMN merged_into TEXT;

-- Contacts that were found to be one person (kind 1), and numbers that have a new owner (kind 2). They stay as the trace of it.
CREATE TABLE contact_merges (
    tenant_id TEXT NOT NULL,
    from_id   TEXT NOT NULL,
    into_id   TEXT NOT NULL,
    kind      INTEGER NOT NULL,
    phone     TEXT, -- the number that both have, canonical
    found_at  INTEGER NOT NULL,
    ended_at  INTEGER,
    PRIMARY KEY (tenant_id, from_id, into_id)
) WITHOUT ROWID;
CREATE INDEX contact_merges_open ON contact_merges (tenant_id, found_at) WHERE ended_at IS NULL;
