CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    operation BLOB NOT NULL,
    file_sha256 TEXT NOT NULL,
    register TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (operation)
)
 STRICT

-- next

CREATE TABLE import_memory (
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, "key")
)
 STRICT

-- next

CREATE TABLE member_organization (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    code TEXT,
    name TEXT,
    short_name TEXT,
    aliases TEXT,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid)
)
 STRICT

-- next

CREATE INDEX member_organization_in_order ON member_organization (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE operation (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    device BLOB NOT NULL,
    epoch BLOB NOT NULL,
    n INTEGER NOT NULL,
    title TEXT NOT NULL,
    officer BLOB,
    role TEXT NOT NULL,
    reason TEXT,
    hlc INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT DEFAULT 'do' NOT NULL,
    target INTEGER,
    chain BLOB,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(target) REFERENCES operation (id)
)
 STRICT

-- next

CREATE INDEX operation_by_target ON operation (target)

-- next

CREATE UNIQUE INDEX operation_in_chain ON operation (device, epoch, n)

-- next

CREATE TABLE outbox (
    id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    content TEXT NOT NULL,
    stream TEXT NOT NULL,
    epoch BLOB NOT NULL,
    device BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    period TEXT NOT NULL,
    recipient TEXT,
    path TEXT NOT NULL,
    counts TEXT NOT NULL,
    state TEXT NOT NULL,
    sealed_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (identity)
)
 STRICT

-- next

CREATE UNIQUE INDEX outbox_in_sequence ON outbox (device, epoch, stream, sequence)

-- next

CREATE TABLE pledge_template (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    code TEXT,
    name TEXT,
    undertakings TEXT,
    legal_basis TEXT,
    valid_from TEXT,
    valid_to TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid)
)
 STRICT

-- next

CREATE INDEX pledge_template_in_order ON pledge_template (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE residential_area (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    name TEXT,
    kind TEXT,
    code TEXT,
    valid_from TEXT,
    valid_to TEXT,
    successors TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid)
)
 STRICT

-- next

CREATE INDEX residential_area_in_order ON residential_area (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE search_entry (
    id INTEGER NOT NULL,
    register TEXT NOT NULL,
    uid BLOB NOT NULL,
    f TEXT NOT NULL,
    x TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (uid)
)
 STRICT

-- next

CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY ("key")
)
 STRICT

-- next

CREATE TABLE unit (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    code TEXT,
    name TEXT,
    level TEXT,
    kind TEXT,
    parent_code TEXT,
    valid_from TEXT,
    valid_to TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid)
)
 STRICT

-- next

CREATE INDEX unit_in_order ON unit (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE change (
    id INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    register TEXT NOT NULL,
    uid BLOB NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    parents BLOB,
    salt BLOB,
    digest BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(operation) REFERENCES operation (id)
)
 STRICT

-- next

CREATE INDEX change_by_operation ON change (operation)

-- next

CREATE INDEX change_by_uid ON change (uid)

-- next

CREATE TABLE declared_figure (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    year INTEGER,
    households INTEGER,
    organization INTEGER,
    area INTEGER,
    basis TEXT,
    declared_on TEXT,
    source TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(organization) REFERENCES member_organization (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(area) REFERENCES residential_area (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX declared_figure_by_area ON declared_figure (area)

-- next

CREATE INDEX declared_figure_by_organization ON declared_figure (organization)

-- next

CREATE INDEX declared_figure_in_order ON declared_figure (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE household (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    head_name TEXT,
    area INTEGER NOT NULL,
    address TEXT,
    organizations TEXT,
    list_code TEXT,
    size INTEGER,
    phone TEXT,
    phone_consent_on TEXT,
    note TEXT,
    sort_as TEXT,
    residing INTEGER,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(area) REFERENCES residential_area (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX household_by_area ON household (area)

-- next

CREATE INDEX household_in_order ON household (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE import_row (
    id INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    sheet TEXT,
    row_no INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    uid BLOB,
    reason TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch) REFERENCES import_batch (id)
)
 STRICT

-- next

CREATE INDEX import_row_by_batch ON import_row (batch)

-- next

CREATE TABLE office (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    unit INTEGER NOT NULL,
    kind TEXT,
    name TEXT,
    superior TEXT,
    place TEXT,
    symbol TEXT,
    profile TEXT,
    signer_title TEXT,
    recipient INTEGER,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(unit) REFERENCES unit (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX office_by_unit ON office (unit)

-- next

CREATE INDEX office_in_order ON office (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE organization_title (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    organization INTEGER NOT NULL,
    title TEXT,
    from_on TEXT,
    to_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(organization) REFERENCES member_organization (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX organization_title_by_organization ON organization_title (organization)

-- next

CREATE INDEX organization_title_in_order ON organization_title (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE outbox_event (
    id INTEGER NOT NULL,
    outbox INTEGER NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(outbox) REFERENCES outbox (id)
)
 STRICT

-- next

CREATE INDEX outbox_event_by_outbox ON outbox_event (outbox)

-- next

CREATE TABLE pledge_campaign (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    year INTEGER,
    template INTEGER NOT NULL,
    name TEXT,
    opened_on TEXT,
    due_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(template) REFERENCES pledge_template (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX pledge_campaign_by_template ON pledge_campaign (template)

-- next

CREATE INDEX pledge_campaign_in_order ON pledge_campaign (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE headship (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    household INTEGER NOT NULL,
    head_name TEXT,
    from_on TEXT,
    to_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(household) REFERENCES household (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX headship_by_household ON headship (household)

-- next

CREATE INDEX headship_in_order ON headship (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE membership (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    household INTEGER NOT NULL,
    organization INTEGER NOT NULL,
    from_on TEXT,
    to_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(household) REFERENCES household (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(organization) REFERENCES member_organization (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX membership_by_household ON membership (household)

-- next

CREATE INDEX membership_by_organization ON membership (organization)

-- next

CREATE INDEX membership_in_order ON membership (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE officer (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    login TEXT,
    name TEXT,
    roles TEXT,
    office INTEGER,
    organization INTEGER,
    active INTEGER,
    password_reset_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(office) REFERENCES office (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(organization) REFERENCES member_organization (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX officer_by_office ON officer (office)

-- next

CREATE INDEX officer_by_organization ON officer (organization)

-- next

CREATE INDEX officer_in_order ON officer (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE pledge (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    household INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    year INTEGER,
    area INTEGER NOT NULL,
    form TEXT,
    signed_on TEXT,
    signer_kind TEXT,
    paper_ref TEXT,
    voided_on TEXT,
    void_reason TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(household) REFERENCES household (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(campaign) REFERENCES pledge_campaign (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(area) REFERENCES residential_area (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX pledge_by_area ON pledge (area)

-- next

CREATE INDEX pledge_by_campaign ON pledge (campaign)

-- next

CREATE INDEX pledge_by_household ON pledge (household)

-- next

CREATE INDEX pledge_in_order ON pledge (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE refusal_count (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    campaign INTEGER NOT NULL,
    area INTEGER NOT NULL,
    households INTEGER,
    counted_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(campaign) REFERENCES pledge_campaign (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(area) REFERENCES residential_area (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX refusal_count_by_area ON refusal_count (area)

-- next

CREATE INDEX refusal_count_by_campaign ON refusal_count (campaign)

-- next

CREATE INDEX refusal_count_in_order ON refusal_count (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE residence (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    household INTEGER NOT NULL,
    area INTEGER NOT NULL,
    from_on TEXT,
    begin_reason TEXT,
    to_on TEXT,
    end_reason TEXT,
    related INTEGER,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(household) REFERENCES household (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(area) REFERENCES residential_area (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(related) REFERENCES household (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX residence_by_area ON residence (area)

-- next

CREATE INDEX residence_by_household ON residence (household)

-- next

CREATE INDEX residence_by_related ON residence (related)

-- next

CREATE INDEX residence_in_order ON residence (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE visit (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    household INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    reason TEXT,
    visited_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(household) REFERENCES household (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(campaign) REFERENCES pledge_campaign (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX visit_by_campaign ON visit (campaign)

-- next

CREATE INDEX visit_by_household ON visit (household)

-- next

CREATE INDEX visit_in_order ON visit (sk, id) WHERE deleted_at IS NULL

-- next

CREATE VIRTUAL TABLE search_folded USING fts5(f, content=search_entry, content_rowid=id,
    detail=none, columnsize=0, prefix='1 2 3 4 5 6 7', tokenize=ascii)

-- next

CREATE VIRTUAL TABLE search_toned USING fts5(x, content=search_entry, content_rowid=id,
    detail=none, columnsize=0, tokenize="ascii tokenchars '~'")

-- next

INSERT INTO search_folded(search_folded, rank) VALUES('secure-delete', 1)

-- next

INSERT INTO search_toned(search_toned, rank) VALUES('secure-delete', 1)

-- next

CREATE TRIGGER search_entry_in AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_folded(rowid, f) VALUES(new.id, new.f);
    INSERT INTO search_toned(rowid, x) VALUES(new.id, new.x);
END

-- next

CREATE TRIGGER search_entry_out AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_folded(search_folded, rowid, f) VALUES('delete', old.id, old.f);
    INSERT INTO search_toned(search_toned, rowid, x) VALUES('delete', old.id, old.x);
END

-- next

CREATE TRIGGER search_entry_change AFTER UPDATE OF f, x ON search_entry BEGIN
    INSERT INTO search_folded(search_folded, rowid, f) VALUES('delete', old.id, old.f);
    INSERT INTO search_toned(search_toned, rowid, x) VALUES('delete', old.id, old.x);
    INSERT INTO search_folded(rowid, f) VALUES(new.id, new.f);
    INSERT INTO search_toned(rowid, x) VALUES(new.id, new.x);
END

-- next

CREATE TRIGGER operation_stays BEFORE DELETE ON operation BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END

-- next

CREATE TRIGGER operation_is_sealed BEFORE UPDATE ON operation WHEN old.chain IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END

-- next

CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END

-- next

CREATE TRIGGER change_is_only_erased BEFORE UPDATE ON change WHEN new.value IS NOT NULL
    OR new.salt IS NOT NULL
    OR new.digest IS NOT old.digest
    OR new.field IS NOT old.field
    OR new.uid IS NOT old.uid
    OR new.register IS NOT old.register
    OR new.operation IS NOT old.operation
    OR new.parents IS NOT old.parents BEGIN
    SELECT RAISE(ABORT, 'journal is append-only');
END
