CREATE TABLE attachment (
    sha256 TEXT NOT NULL,
    media TEXT NOT NULL,
    data BLOB NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (sha256)
)
 STRICT

-- next

CREATE TABLE model_type (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    name TEXT,
    work_field TEXT,
    code TEXT,
    usual_lead TEXT,
    sensitive INTEGER,
    outputs TEXT,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid)
)
 STRICT

-- next

CREATE INDEX model_type_in_order ON model_type (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE club (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    name TEXT,
    area INTEGER,
    lead_office INTEGER,
    lead_organization INTEGER,
    lead_name TEXT,
    established_on TEXT,
    decision_no TEXT,
    decision_on TEXT,
    charter TEXT,
    charter_on TEXT,
    frequency TEXT,
    topics TEXT,
    member_count INTEGER,
    note TEXT,
    status TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(area) REFERENCES residential_area (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(lead_office) REFERENCES office (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(lead_organization) REFERENCES member_organization (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX club_by_area ON club (area)

-- next

CREATE INDEX club_by_lead_office ON club (lead_office)

-- next

CREATE INDEX club_by_lead_organization ON club (lead_organization)

-- next

CREATE INDEX club_in_order ON club (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE model_point (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    name TEXT,
    type INTEGER NOT NULL,
    kinds TEXT,
    areas TEXT,
    scale TEXT,
    lead_office INTEGER,
    lead_organization INTEGER,
    lead_name TEXT,
    established_on TEXT,
    decision_no TEXT,
    decision_on TEXT,
    frequency TEXT,
    member_count INTEGER,
    equipment TEXT,
    replicated_from INTEGER,
    note TEXT,
    status TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(type) REFERENCES model_type (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(lead_office) REFERENCES office (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(lead_organization) REFERENCES member_organization (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(replicated_from) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX model_point_by_lead_office ON model_point (lead_office)

-- next

CREATE INDEX model_point_by_lead_organization ON model_point (lead_organization)

-- next

CREATE INDEX model_point_by_replicated_from ON model_point (replicated_from)

-- next

CREATE INDEX model_point_by_type ON model_point (type)

-- next

CREATE INDEX model_point_in_order ON model_point (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE group_file (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    point INTEGER,
    club INTEGER,
    kind TEXT,
    number TEXT,
    dated TEXT,
    scans TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(club) REFERENCES club (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX group_file_by_club ON group_file (club)

-- next

CREATE INDEX group_file_by_point ON group_file (point)

-- next

CREATE INDEX group_file_in_order ON group_file (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE group_fund (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    point INTEGER,
    club INTEGER,
    year INTEGER,
    amount INTEGER,
    source TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(club) REFERENCES club (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX group_fund_by_club ON group_fund (club)

-- next

CREATE INDEX group_fund_by_point ON group_fund (point)

-- next

CREATE INDEX group_fund_in_order ON group_fund (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE group_status (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    point INTEGER,
    club INTEGER,
    status TEXT,
    from_on TEXT,
    to_on TEXT,
    deed TEXT,
    decision_no TEXT,
    decision_on TEXT,
    reason TEXT,
    merged_point INTEGER,
    merged_club INTEGER,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(club) REFERENCES club (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(merged_point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(merged_club) REFERENCES club (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX group_status_by_club ON group_status (club)

-- next

CREATE INDEX group_status_by_merged_club ON group_status (merged_club)

-- next

CREATE INDEX group_status_by_merged_point ON group_status (merged_point)

-- next

CREATE INDEX group_status_by_point ON group_status (point)

-- next

CREATE INDEX group_status_in_order ON group_status (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE model_team (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    point INTEGER NOT NULL,
    name TEXT,
    area INTEGER,
    member_count INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(area) REFERENCES residential_area (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX model_team_by_area ON model_team (area)

-- next

CREATE INDEX model_team_by_point ON model_team (point)

-- next

CREATE INDEX model_team_in_order ON model_team (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE activity (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    point INTEGER,
    club INTEGER,
    happened_on TEXT,
    kind TEXT,
    team INTEGER,
    attendance INTEGER,
    invited INTEGER,
    content TEXT,
    evidence TEXT,
    from_paper INTEGER,
    paper_ref TEXT,
    entered_on TEXT,
    entered_office INTEGER,
    confirmed_on TEXT,
    confirmed_office INTEGER,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(club) REFERENCES club (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(team) REFERENCES model_team (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(entered_office) REFERENCES office (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(confirmed_office) REFERENCES office (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX activity_by_club ON activity (club)

-- next

CREATE INDEX activity_by_confirmed_office ON activity (confirmed_office)

-- next

CREATE INDEX activity_by_entered_office ON activity (entered_office)

-- next

CREATE INDEX activity_by_point ON activity (point)

-- next

CREATE INDEX activity_by_team ON activity (team)

-- next

CREATE INDEX activity_in_order ON activity (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE group_member (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    point INTEGER,
    club INTEGER,
    full_name TEXT,
    role TEXT,
    team INTEGER,
    from_on TEXT,
    to_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(point) REFERENCES model_point (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(club) REFERENCES club (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(team) REFERENCES model_team (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX group_member_by_club ON group_member (club)

-- next

CREATE INDEX group_member_by_point ON group_member (point)

-- next

CREATE INDEX group_member_by_team ON group_member (team)

-- next

CREATE INDEX group_member_in_order ON group_member (sk, id) WHERE deleted_at IS NULL

-- next

CREATE TABLE activity_result (
    id INTEGER NOT NULL,
    uid BLOB NOT NULL,
    ver INTEGER DEFAULT 1 NOT NULL,
    deleted_at TEXT,
    sk BLOB DEFAULT (x'') NOT NULL,
    activity INTEGER NOT NULL,
    kind TEXT,
    amount INTEGER,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(activity) REFERENCES activity (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
)
 STRICT

-- next

CREATE INDEX activity_result_by_activity ON activity_result (activity)

-- next

CREATE INDEX activity_result_in_order ON activity_result (sk, id) WHERE deleted_at IS NULL
