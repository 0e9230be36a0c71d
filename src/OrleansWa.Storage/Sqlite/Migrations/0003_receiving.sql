-- When the conversation last got a placeholder (type unsupported): only then may the next message be the real content of one.
ALTER TABLE conversations ADD COLUMN unsupported_at INTEGER;

-- What staff wrote on the handset: the manual messages of a warm-up. Other rows are not in it.
CREATE INDEX messages_by_hand ON messages (tenant_id, channel_id, created_at) WHERE origin = 'handset' AND type NOT IN ('reaction', 'edit', 'revoke');

-- Reactions, edits and deletions under the WhatsApp id of what they change, which may come later: the newest of each kind and author.
CREATE TABLE message_changes (
    tenant_id     TEXT NOT NULL,
    channel_id    TEXT NOT NULL,
    wamid         TEXT NOT NULL,
    kind          INTEGER NOT NULL,
    author        TEXT NOT NULL, -- the contact; empty for the clinic
    at            INTEGER NOT NULL,
    change_wamid  TEXT NOT NULL,
    content_codec INTEGER NOT NULL,
    content       BLOB, -- emoji or new message; null for a removal or deletion
    PRIMARY KEY (tenant_id, channel_id, wamid, kind, author)
) WITHOUT ROWID;

-- Incoming events that nobody could handle: of a conversation, or for a number that no channel holds.
CREATE TABLE incoming_dead_letters (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    scope         TEXT NOT NULL, -- the tenant, or the platform where its app signed
    id            TEXT NOT NULL, -- derived from the event, so that it is listed once
    channel_id    TEXT,
    contact_id    TEXT,
    message_id    TEXT,
    event_seq     INTEGER,
    type          TEXT NOT NULL,
    failed_at     INTEGER NOT NULL,
    ended_at      INTEGER, -- handled again, or taken off the list by a person
    error_code    TEXT NOT NULL,
    error_title   TEXT NOT NULL,
    error_details TEXT NOT NULL,
    error_remedy  TEXT NOT NULL,
    account_id    TEXT,
    connector     INTEGER NOT NULL,
    content_codec INTEGER NOT NULL,
    content       BLOB, -- the whole message, where no history holds it
    UNIQUE (scope, id)
);
CREATE INDEX incoming_dead_letters_open ON incoming_dead_letters (scope, failed_at, seq, channel_id, error_code, ended_at) WHERE ended_at IS NULL;
