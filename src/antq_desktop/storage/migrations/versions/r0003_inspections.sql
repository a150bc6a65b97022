CREATE TABLE inspection (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    point INTEGER,
    club INTEGER,
    inspected_on TEXT,
    office INTEGER,
    finding TEXT,
    proposal TEXT,
    words TEXT,
    mend_by TEXT,
    mended_on TEXT,
    scans TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(club) REFERENCES club (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(office) REFERENCES office (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX inspection_by_club ON inspection (club)

-- next

CREATE INDEX inspection_by_office ON inspection (office)

-- next

CREATE INDEX inspection_by_point ON inspection (point)

-- next

CREATE INDEX inspection_in_order ON inspection (sk, id) WHERE deleted_at IS NULL
