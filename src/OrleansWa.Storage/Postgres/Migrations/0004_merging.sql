-- The contact that this one was merged into; its names are that one's now.
ALTER TABLE contacts ADD COLUMN merged_into text;

-- Contacts that were found to be one person (kind 1), and numbers that have a new owner (kind 2). They stay as the trace of it.
CREATE TABLE contact_merges (
    tenant_id text COLLATE "C" NOT NULL,
    from_id   text COLLATE "C" NOT NULL,
    into_id   text COLLATE "C" NOT NULL,
    kind      integer NOT NULL,
    phone     text, -- the number that both have, canonical
    found_at  bigint NOT NULL,
    ended_at  bigint,
    PRIMARY KEY (tenant_id, from_id, into_id)
);
CREATE INDEX contact_merges_open ON contact_merges (tenant_id, found_at) WHERE ended_at IS NULL;
