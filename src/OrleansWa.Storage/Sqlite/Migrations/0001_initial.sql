-- Times are unix milliseconds. Numbers of enums are those of Contracts. Keys start with the tenant, so that tables can be split by tenant.
-- No STRICT: the bundled SQLite is 3.35. Content columns are written by the content codec whose number stands beside them.

CREATE TABLE grain_state (
    grain_type TEXT NOT NULL,
    grain_key  TEXT NOT NULL, -- starts with the tenant
    state_name TEXT NOT NULL,
    version    INTEGER NOT NULL,
    schema     INTEGER NOT NULL,
    data       TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (grain_type, grain_key, state_name)
) WITHOUT ROWID;

CREATE TABLE reminders (
    grain_type TEXT NOT NULL,
    grain_key  TEXT NOT NULL,
    name       TEXT NOT NULL,
    start_at   INTEGER NOT NULL,
    period_ms  INTEGER NOT NULL,
    PRIMARY KEY (grain_type, grain_key, name)
) WITHOUT ROWID;

CREATE TABLE api_keys (
    tenant_id   TEXT NOT NULL,
    id          TEXT NOT NULL UNIQUE,
    secret_hash TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    role        INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER,
    revoked_at  INTEGER
);
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, created_at, id);

CREATE TABLE channel_bindings (
    connector  INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    tenant_id  TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    app        TEXT NOT NULL,
    bound_at   INTEGER NOT NULL,
    PRIMARY KEY (connector, account_id)
) WITHOUT ROWID;
CREATE INDEX channel_bindings_by_channel ON channel_bindings (tenant_id, channel_id);

CREATE TABLE contacts (
    tenant_id  TEXT NOT NULL,
    id         TEXT NOT NULL,
    name       TEXT,
    wa_id      TEXT, -- WhatsApp id as last seen, digits; replies go there
    phone      TEXT, -- canonical, from its first phone alias
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, id)
) WITHOUT ROWID;

CREATE TABLE contact_aliases (
    tenant_id  TEXT NOT NULL,
    kind       INTEGER NOT NULL,
    account    TEXT NOT NULL,
    value      TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, kind, account, value)
) WITHOUT ROWID;
CREATE INDEX contact_aliases_by_contact ON contact_aliases (tenant_id, contact_id);

CREATE TABLE conversations (
    tenant_id        TEXT NOT NULL,
    channel_id       TEXT NOT NULL,
    contact_id       TEXT NOT NULL,
    last_event_seq   INTEGER NOT NULL DEFAULT 0,
    unread           INTEGER NOT NULL DEFAULT 0,
    last_inbound_at  INTEGER,
    last_activity_at INTEGER NOT NULL,
    bot_enabled      INTEGER NOT NULL DEFAULT 1,
    flow_id          TEXT,
    flow_node_id     TEXT,
    PRIMARY KEY (tenant_id, channel_id, contact_id)
) WITHOUT ROWID;
-- The only index over the time, which changes with every message: one more, for the list over all channels, cost 10 to 15 % of an intake (a delete
-- and an insert in each). That list merges the heads of the channels instead.
CREATE INDEX conversations_of_channel ON conversations (tenant_id, channel_id, last_activity_at, contact_id);

-- An event is known when its message is: the message's id is derived from (tenant, channel, event id), so UNIQUE (tenant_id, id) of messages
-- is the deduplication. A second unique index over the event id cost a quarter of an intake (one more random page per event).
CREATE TABLE inbox (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id    TEXT NOT NULL,
    channel_id   TEXT NOT NULL,
    contact_id   TEXT NOT NULL,
    message_id   TEXT NOT NULL,
    previous_seq INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    silent       INTEGER NOT NULL,
    handled      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX inbox_unhandled ON inbox (tenant_id, channel_id, contact_id, seq, received_at, handled) WHERE handled = 0;

CREATE TABLE messages (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id       TEXT NOT NULL,
    id              TEXT NOT NULL,
    channel_id      TEXT NOT NULL,
    contact_id      TEXT NOT NULL,
    outbound        INTEGER NOT NULL,
    status          INTEGER NOT NULL,
    lane            INTEGER NOT NULL,
    ready           INTEGER NOT NULL, -- its due time has come; set when stored or by a claim, so that a claim scans only what it may take
    due_at          INTEGER NOT NULL,
    expires_at      INTEGER,
    attempts        INTEGER NOT NULL DEFAULT 0,
    attempts_before INTEGER NOT NULL DEFAULT 0, -- of these, before the last retry by hand: they do not count as tries
    on_unknown      INTEGER NOT NULL, -- 2: an outcome that stays unknown is tried again
    attempted_at    INTEGER,
    unknown_at      INTEGER,
    created_at      INTEGER NOT NULL,
    sent_at         INTEGER,
    delivered_at    INTEGER,
    read_at         INTEGER,
    played_at       INTEGER,
    failed_at       INTEGER,
    dismissed_at    INTEGER, -- taken off the list of dead letters by a person
    wa_timestamp    INTEGER,
    wamid           TEXT,
    earlier_wamids  TEXT, -- of attempts before a retry by hand, separated by spaces; the last 1,000 characters
    reply_to        TEXT,
    origin          TEXT,
    trace_id        TEXT,
    callback_data   TEXT,
    idempotency_key TEXT,
    request_hash    TEXT,
    error_code      TEXT,
    error_title     TEXT,
    error_details   TEXT,
    error_remedy    TEXT,
    type            TEXT NOT NULL,
    content_codec   INTEGER NOT NULL,
    text            BLOB, -- what a rule can look at, of incoming ones
    choice          BLOB,
    content         BLOB NOT NULL,
    UNIQUE (tenant_id, id)
);
CREATE INDEX messages_history ON messages (tenant_id, channel_id, contact_id, seq);
-- Lists over time. It ends with what never changes, so that statuses leave it alone.
CREATE INDEX messages_newest ON messages (tenant_id, channel_id, created_at, seq);
CREATE INDEX messages_by_wamid ON messages (tenant_id, channel_id, wamid) WHERE outbound = 1 AND wamid IS NOT NULL;
CREATE UNIQUE INDEX messages_idempotency ON messages (tenant_id, channel_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- The queue: one partial index per question that the dispatcher asks; a row that is sent leaves them all. status and ready stand in the first
-- because SQLite calls an index covering only if it holds every column that the query names.
CREATE INDEX messages_ready ON messages (tenant_id, channel_id, lane, seq, contact_id, due_at, expires_at, status, ready)
    WHERE status = 1 AND ready = 1;
CREATE INDEX messages_scheduled ON messages (tenant_id, channel_id, lane, due_at) WHERE status = 1 AND ready = 0;
CREATE INDEX messages_open ON messages (tenant_id, channel_id, contact_id, seq) WHERE status <= 3;
CREATE INDEX messages_sending ON messages (tenant_id, channel_id) WHERE status = 2;
CREATE INDEX messages_unknown ON messages (tenant_id, channel_id, unknown_at) WHERE status = 3;
CREATE INDEX messages_expiring ON messages (tenant_id, channel_id, expires_at) WHERE status = 1 AND expires_at IS NOT NULL;

-- Dead letters. Channel and code stand in the index, so that filtering reads nothing else; status and dismissed_at for the reason above.
CREATE INDEX messages_dead ON messages (tenant_id, failed_at, seq, channel_id, error_code, status, dismissed_at)
    WHERE status IN (8, 9) AND dismissed_at IS NULL;

CREATE TABLE message_attempts (
    tenant_id     TEXT NOT NULL,
    message_id    TEXT NOT NULL,
    number        INTEGER NOT NULL,
    started_at    INTEGER NOT NULL,
    ended_at      INTEGER NOT NULL,
    result        TEXT NOT NULL,
    error_code    TEXT,
    error_title   TEXT,
    error_details TEXT,
    error_remedy  TEXT,
    PRIMARY KEY (tenant_id, message_id, number)
) WITHOUT ROWID;

CREATE TABLE early_statuses (
    tenant_id     TEXT NOT NULL,
    channel_id    TEXT NOT NULL,
    wamid         TEXT NOT NULL,
    status        INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    received_at   INTEGER NOT NULL,
    error_code    TEXT,
    error_title   TEXT,
    error_details TEXT,
    error_remedy  TEXT,
    PRIMARY KEY (tenant_id, channel_id, wamid, status)
);
CREATE INDEX early_statuses_by_age ON early_statuses (received_at);

CREATE TABLE kept_events (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id     TEXT,
    channel_id    TEXT,
    app           TEXT NOT NULL,
    field         TEXT NOT NULL,
    account_id    TEXT,
    received_at   INTEGER NOT NULL,
    trace_id      TEXT,
    content_codec INTEGER NOT NULL,
    content       BLOB NOT NULL
);
CREATE INDEX kept_events_by_age ON kept_events (received_at);

CREATE TABLE flow_versions (
    tenant_id    TEXT NOT NULL,
    flow_id      TEXT NOT NULL,
    version      INTEGER NOT NULL,
    priority     INTEGER NOT NULL,
    published    INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    published_at INTEGER,
    graph        TEXT NOT NULL,
    PRIMARY KEY (tenant_id, flow_id, version)
);
CREATE INDEX flow_versions_published ON flow_versions (tenant_id, priority, flow_id) WHERE published = 1;
