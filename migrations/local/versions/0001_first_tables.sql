CREATE TABLE record (
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  area TEXT NOT NULL,
  setting TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  author TEXT NOT NULL,
  device TEXT NOT NULL,
  instrument TEXT DEFAULT '' NOT NULL,
  made TEXT NOT NULL,
  schema INTEGER NOT NULL,
  change TEXT NOT NULL,
  body TEXT NOT NULL,
  rev INTEGER DEFAULT '0' NOT NULL,
  leaf BLOB,
  PRIMARY KEY (seq),
  UNIQUE (id)
);
CREATE INDEX record_by_child ON record (child, kind);
CREATE INDEX record_by_setting ON record (setting, kind);
CREATE TRIGGER stated_stays BEFORE UPDATE OF id, kind, author, made, body ON record WHEN OLD.kind IN ('audit', 'class_plan', 'conflict', 'consent', 'gone', 'group_session', 'handover', 'move', 'not_done', 'not_same_child', 'note', 'referral', 'referral_draft', 'referral_event', 'reply', 'review', 'same_child', 'sampling', 'screening', 'second_rating', 'settled') AND (NEW.id, NEW.kind, NEW.author, NEW.made, NEW.body) IS NOT (OLD.id, OLD.kind, OLD.author, OLD.made, OLD.body) BEGIN SELECT RAISE(ABORT, 'what was stated stays'); END;
CREATE TABLE outbox (
  seq INTEGER NOT NULL,
  record TEXT NOT NULL,
  change TEXT NOT NULL,
  setting TEXT NOT NULL,
  document TEXT NOT NULL,
  state TEXT DEFAULT 'waiting' NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (seq),
  UNIQUE (change)
);
CREATE INDEX outbox_by_record ON outbox (record);
CREATE TABLE cursor (
  setting TEXT NOT NULL,
  pos INTEGER NOT NULL,
  PRIMARY KEY (setting)
);
CREATE TABLE alias (
  child TEXT NOT NULL,
  kept TEXT NOT NULL,
  PRIMARY KEY (child)
);
CREATE TABLE placement (
  setting TEXT NOT NULL,
  record TEXT NOT NULL,
  kind TEXT NOT NULL,
  rev INTEGER NOT NULL,
  leaf BLOB,
  PRIMARY KEY (setting, record)
);
CREATE INDEX placement_by_record ON placement (record);
CREATE TABLE tally (
  setting TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (setting, kind)
);
CREATE TABLE state (
  "key" TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY ("key")
);
CREATE TABLE audit (
  n INTEGER NOT NULL,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (n)
);
CREATE INDEX audit_by_subject ON audit (subject);
CREATE TABLE sitting (
  id TEXT NOT NULL,
  child TEXT NOT NULL,
  begun_for TEXT NOT NULL,
  setting TEXT NOT NULL,
  cohort TEXT NOT NULL,
  instrument TEXT NOT NULL,
  version TEXT NOT NULL,
  hash TEXT NOT NULL,
  section TEXT NOT NULL,
  tested_on TEXT NOT NULL,
  began TEXT NOT NULL,
  context TEXT NOT NULL,
  author TEXT NOT NULL,
  paper TEXT DEFAULT '' NOT NULL,
  amends TEXT DEFAULT '' NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX sitting_by_begun_for ON sitting (begun_for);
CREATE INDEX sitting_by_child ON sitting (child);
CREATE TABLE tap (
  n INTEGER NOT NULL,
  sitting TEXT NOT NULL,
  what TEXT NOT NULL,
  item TEXT NOT NULL,
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (n)
);
CREATE INDEX tap_by_sitting ON tap (sitting);
CREATE TABLE unfinished (
  sitting TEXT NOT NULL,
  what TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (sitting, what)
);
CREATE TABLE draft (
  id TEXT NOT NULL,
  child TEXT NOT NULL,
  setting TEXT NOT NULL,
  screening TEXT NOT NULL,
  form TEXT NOT NULL,
  rules TEXT NOT NULL,
  handed TEXT NOT NULL,
  amends TEXT NOT NULL,
  amended TEXT NOT NULL,
  began TEXT NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX draft_by_child ON draft (child);
CREATE TABLE draft_answer (
  draft TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  author TEXT NOT NULL,
  PRIMARY KEY (draft, field)
);
CREATE TABLE setting (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  urn TEXT DEFAULT '' NOT NULL,
  phase TEXT DEFAULT '' NOT NULL,
  withdrawn INTEGER,
  PRIMARY KEY (id)
);
CREATE TABLE user (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  role TEXT DEFAULT '' NOT NULL,
  withdrawn INTEGER,
  PRIMARY KEY (id)
);
CREATE TABLE child (
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  forename TEXT DEFAULT '' NOT NULL,
  surname TEXT DEFAULT '' NOT NULL,
  known_as TEXT DEFAULT '' NOT NULL,
  born TEXT DEFAULT '' NOT NULL,
  sex TEXT,
  upn TEXT,
  nhs_number TEXT,
  first_language TEXT,
  sen_provision TEXT,
  merged_into TEXT,
  withdrawn TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
);
CREATE INDEX child_by_birth ON child (born);
CREATE INDEX child_by_merged_into ON child (merged_into);
CREATE INDEX child_by_nhs_number ON child (nhs_number);
CREATE INDEX child_by_upn ON child (upn);
CREATE VIRTUAL TABLE child_words USING fts5(words, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
CREATE TABLE move (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  "on" TEXT DEFAULT '' NOT NULL,
  "to" TEXT DEFAULT '' NOT NULL,
  to_area TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE same_child (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  kept TEXT DEFAULT '' NOT NULL,
  other TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE not_same_child (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  one TEXT DEFAULT '' NOT NULL,
  other TEXT DEFAULT '' NOT NULL,
  undoes TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE enrolment (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  class_name TEXT DEFAULT '' NOT NULL,
  year_group TEXT DEFAULT '' NOT NULL,
  since TEXT DEFAULT '' NOT NULL,
  until TEXT,
  batch TEXT DEFAULT '' NOT NULL,
  ended_by TEXT DEFAULT '' NOT NULL,
  withdrawn TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX enrolment_by_child ON enrolment (child);
CREATE INDEX enrolment_by_class ON enrolment (setting, class_name);
CREATE TABLE cohort (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  academic_year TEXT DEFAULT '' NOT NULL,
  phase TEXT DEFAULT '' NOT NULL,
  opens TEXT DEFAULT '' NOT NULL,
  closes TEXT DEFAULT '' NOT NULL,
  opt_out_by TEXT,
  closed INTEGER,
  PRIMARY KEY (id)
);
CREATE TABLE membership (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  cohort TEXT DEFAULT '' NOT NULL,
  class_name TEXT DEFAULT '' NOT NULL,
  batch TEXT DEFAULT '' NOT NULL,
  withdrawn TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX membership_by_child ON membership (child);
CREATE INDEX membership_by_cohort ON membership (cohort, class_name);
CREATE TABLE opt_out (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  cohort TEXT DEFAULT '' NOT NULL,
  "on" TEXT DEFAULT '' NOT NULL,
  withdrawn_on TEXT,
  PRIMARY KEY (id)
);
CREATE INDEX opt_out_by_child ON opt_out (child);
CREATE TABLE not_done (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  cohort TEXT DEFAULT '' NOT NULL,
  code TEXT DEFAULT '' NOT NULL,
  "on" TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX not_done_by_child ON not_done (child);
CREATE TABLE screening (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  cohort TEXT DEFAULT '' NOT NULL,
  instrument TEXT DEFAULT '' NOT NULL,
  version TEXT DEFAULT '' NOT NULL,
  tested_on TEXT DEFAULT '' NOT NULL,
  overall TEXT,
  overall_label TEXT DEFAULT '' NOT NULL,
  overall_attention INTEGER,
  rescreen_due TEXT,
  supersedes TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  urgent TEXT DEFAULT '' NOT NULL,
  band INTEGER,
  band_strands TEXT DEFAULT '' NOT NULL,
  doubts INTEGER,
  rank INTEGER,
  since TEXT DEFAULT '' NOT NULL,
  open INTEGER,
  answered INTEGER,
  PRIMARY KEY (id)
);
CREATE INDEX screening_by_child ON screening (child);
CREATE INDEX screening_by_cohort ON screening (cohort);
CREATE INDEX screening_by_supersedes ON screening (supersedes);
CREATE INDEX screening_open ON screening (open, rank, since, id, urgent, band, doubts, answered, setting, cohort, instrument, child);
CREATE TABLE review (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  screening TEXT DEFAULT '' NOT NULL,
  decision TEXT DEFAULT '' NOT NULL,
  rescreen_on TEXT,
  takes_back TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX review_by_screening ON review (screening);
CREATE INDEX review_by_taken_back ON review (takes_back);
CREATE TABLE second_rating (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  screening TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX second_rating_by_screening ON second_rating (screening);
CREATE TABLE sampling (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  one_in INTEGER,
  since TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE handover (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  "to" TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE class_plan (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  cohort TEXT DEFAULT '' NOT NULL,
  class_name TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX class_plan_by_cohort ON class_plan (cohort);
CREATE TABLE in_place (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  ended_on TEXT,
  PRIMARY KEY (id)
);
CREATE INDEX in_place_by_setting ON in_place (setting);
CREATE TABLE "group" (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  ended_on TEXT,
  PRIMARY KEY (id)
);
CREATE INDEX group_by_setting ON "group" (setting);
CREATE TABLE group_place (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  "group" TEXT DEFAULT '' NOT NULL,
  until TEXT,
  PRIMARY KEY (id)
);
CREATE INDEX group_place_by_child ON group_place (child);
CREATE INDEX group_place_by_group ON group_place ("group");
CREATE TABLE group_session (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  "group" TEXT DEFAULT '' NOT NULL,
  takes_back TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX group_session_by_group ON group_session ("group");
CREATE TABLE reply (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  review TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX reply_by_review ON reply (review);
CREATE TABLE consent (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  purpose TEXT DEFAULT '' NOT NULL,
  given INTEGER,
  "on" TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE referral_draft (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  draft TEXT DEFAULT '' NOT NULL,
  screening TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX referral_draft_by_draft ON referral_draft (draft);
CREATE TABLE referral (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  screening TEXT DEFAULT '' NOT NULL,
  service TEXT DEFAULT '' NOT NULL,
  supersedes TEXT DEFAULT '' NOT NULL,
  draft TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX referral_by_child ON referral (child);
CREATE TABLE referral_event (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  referral TEXT DEFAULT '' NOT NULL,
  state TEXT DEFAULT '' NOT NULL,
  "on" TEXT DEFAULT '' NOT NULL,
  takes_back TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX referral_event_by_referral ON referral_event (referral);
CREATE TABLE "conflict" (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  record TEXT DEFAULT '' NOT NULL,
  field TEXT DEFAULT '' NOT NULL,
  made TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE settled (
  id TEXT NOT NULL,
  child TEXT DEFAULT '' NOT NULL,
  setting TEXT DEFAULT '' NOT NULL,
  "conflict" TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX settled_by_conflict ON settled ("conflict");
