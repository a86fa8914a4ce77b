-- A row is an edition of a gate: what a proposed thing is refused for, and what is imposed on it.
create table register_gates (
  gate text not null,
  edition text not null,
  row_id text not null,
  kind text not null,
  definition jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default now(),
  primary key (gate, edition)
);
create index register_gates_kind on register_gates (kind);

-- A row is an edition of a library of limits, such as a standard with its year.
create table limit_libraries (
  library text not null,
  edition text not null,
  row_id text not null,
  definition jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default now(),
  primary key (library, edition)
);
