-- The claim that took a message, so that one whose answer was lost can be taken back.
ALTER TABLE messages ADD COLUMN claim bigint;

-- Sent instead where the service window is closed; encoded by the codec of the content.
ALTER TABLE messages ADD COLUMN fallback_type text;
ALTER TABLE messages ADD COLUMN fallback bytea;
ALTER TABLE messages ADD COLUMN uses_fallback boolean NOT NULL DEFAULT false;

-- What a person last said about being written to; opted_out_at only while that is "no more".
ALTER TABLE contacts ADD COLUMN opted_out_at bigint;
ALTER TABLE contacts ADD COLUMN consent_at bigint;
ALTER TABLE contacts ADD COLUMN consent_source text;

-- A failure that passes may come before its message, too.
ALTER TABLE early_statuses ADD COLUMN retry_at bigint;
ALTER TABLE early_statuses ADD COLUMN tries_max integer;
