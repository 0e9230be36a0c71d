-- The claim that took a message, so that one whose answer was lost can be taken back.
ALTER TABLE messages ADD COLUMN claim INTEGER;

-- Sent instead where the service window is closed; encoded by the codec of the content.
ALTER TABLE messages ADD COLUMN fallback_type TEXT;
ALTER TABLE messages ADD COLUMN fallback BLOB;
ALTER TABLE messages ADD COLUMN uses_fallback INTEGER NOT NULL DEFAULT 0;

-- What a person last said about being written to; opted_out_at only while that is "no more".
ALTER TABLE contacts ADD COLUMN opted_out_at INTEGER;
ALTER TABLE contacts ADD COLUMN consent_at INTEGER;
ALTER TABLE contacts ADD COLUMN consent_source TEXT;

-- A failure that passes may come before its message, too.
ALTER TABLE early_statuses ADD COLUMN retry_at INTEGER;
ALTER TABLE early_statuses ADD COLUMN tries_max INTEGER;
