-- What the registers said before, and what was loaded when. Insert-only by grant: the application role may add and
-- read, nobody corrects the past.

-- One row per changed record: the state that was replaced. `key` is the record's key in the exchange format, its
-- parts joined by a slash; `union_id` is empty where a record belongs to an employer or to nobody.
CREATE TABLE kernel.register_history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register text NOT NULL,
  union_id uuid,
  key text NOT NULL,
  old jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  import_id uuid
);
-- "What did this record say before?"
CREATE INDEX ON kernel.register_history (register, key);

-- One row per file loaded, written at the end of its transaction; counts of rows.
CREATE TABLE kernel.import_batch (
  import_id uuid PRIMARY KEY,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT now(),
  file_name text NOT NULL,
  register text NOT NULL,
  read integer NOT NULL CHECK (read >= 0),
  added integer NOT NULL CHECK (added >= 0),
  changed integer NOT NULL CHECK (changed >= 0),
  same integer NOT NULL CHECK (same >= 0),
  rejected integer NOT NULL CHECK (rejected >= 0)
);

REVOKE ALL ON kernel.register_history, kernel.import_batch FROM jianjia_app;
GRANT SELECT, INSERT ON kernel.register_history, kernel.import_batch TO jianjia_app;
