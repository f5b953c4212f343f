CREATE TABLE area (
    area TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    epoch UUID DEFAULT gen_random_uuid() NOT NULL,
    PRIMARY KEY (area)
);

CREATE TABLE record (
    area TEXT COLLATE "C" NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    child UUID,
    instrument TEXT NOT NULL,
    setting TEXT COLLATE "C" NOT NULL,
    author UUID,
    device UUID,
    made TEXT NOT NULL,
    schema INTEGER NOT NULL,
    change UUID NOT NULL,
    rev INTEGER NOT NULL,
    pos BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (area, id)
);

CREATE UNIQUE INDEX record_feed ON record (area, setting, pos);

CREATE TABLE version (
    area TEXT COLLATE "C" NOT NULL,
    id UUID NOT NULL,
    setting TEXT COLLATE "C" NOT NULL,
    author UUID,
    device UUID,
    made TEXT NOT NULL,
    schema INTEGER NOT NULL,
    change UUID NOT NULL,
    rev INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (area, id, change)
);

CREATE TABLE place (
    area TEXT COLLATE "C" NOT NULL,
    setting TEXT COLLATE "C" NOT NULL,
    id UUID NOT NULL,
    pos BIGINT NOT NULL,
    rev INTEGER NOT NULL,
    change UUID,
    leaf BYTEA NOT NULL,
    ended BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (area, id, setting)
);

CREATE UNIQUE INDEX place_feed ON place (area, setting, pos);

CREATE TABLE whereabouts (
    area TEXT COLLATE "C" NOT NULL,
    child UUID NOT NULL,
    setting TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (area, child)
);

CREATE TABLE app_user (
    area TEXT COLLATE "C" NOT NULL,
    id UUID NOT NULL,
    role TEXT NOT NULL,
    withdrawn BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY(area) REFERENCES area (area)
);

CREATE TABLE feed (
    area TEXT COLLATE "C" NOT NULL,
    setting TEXT COLLATE "C" NOT NULL,
    head BIGINT DEFAULT 0 NOT NULL,
    digests TEXT DEFAULT '{}' NOT NULL,
    PRIMARY KEY (area, setting),
    FOREIGN KEY(area) REFERENCES area (area)
);

CREATE TABLE assignment (
    area TEXT COLLATE "C" NOT NULL,
    app_user UUID NOT NULL,
    setting TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (area, app_user, setting),
    FOREIGN KEY(area, app_user) REFERENCES app_user (area, id),
    FOREIGN KEY(area, setting) REFERENCES feed (area, setting)
);

CREATE TABLE device (
    area TEXT COLLATE "C" NOT NULL,
    id UUID NOT NULL,
    app_user UUID NOT NULL,
    public_key BYTEA NOT NULL,
    enrolled TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    seen TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    revoked TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (area, id),
    FOREIGN KEY(area, app_user) REFERENCES app_user (area, id)
);

CREATE TABLE enrolment_code (
    area TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    app_user UUID NOT NULL,
    expires TIMESTAMP WITH TIME ZONE NOT NULL,
    device UUID,
    PRIMARY KEY (area, hash),
    FOREIGN KEY(area, app_user) REFERENCES app_user (area, id),
    FOREIGN KEY(area, device) REFERENCES device (area, id)
);

ALTER TABLE area ENABLE ROW LEVEL SECURITY;
ALTER TABLE area FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON area
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE record ENABLE ROW LEVEL SECURITY;
ALTER TABLE record FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON record
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE version ENABLE ROW LEVEL SECURITY;
ALTER TABLE version FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON version
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE place ENABLE ROW LEVEL SECURITY;
ALTER TABLE place FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON place
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE whereabouts ENABLE ROW LEVEL SECURITY;
ALTER TABLE whereabouts FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON whereabouts
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON app_user
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON feed
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON assignment
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE device ENABLE ROW LEVEL SECURITY;
ALTER TABLE device FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON device
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

ALTER TABLE enrolment_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment_code FORCE ROW LEVEL SECURITY;
CREATE POLICY own_area ON enrolment_code
    USING (area = nullif(current_setting('elsec.area', true), ''))
    WITH CHECK (area = nullif(current_setting('elsec.area', true), ''));

CREATE POLICY list_areas ON area FOR SELECT TO CURRENT_USER USING (true);
