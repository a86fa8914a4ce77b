import type { PersonRole } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Principal } from '../principal.ts'
import { rightsOf } from '../roles.ts'

/**
 * A small world to try rights in: province; city C with counties A and B and park P inside A; city Z beside it. Every record says
 * whose it is by a mark: C and D are the city's published and unpublished campaign, A B P Z what belongs to those places alone,
 * `env` their air stations, eP and eB two enterprises, in the park and in county B.
 */
export const world = `
insert into regions (id, parent_id, kind, name_zh, name_en) values
  ('990000', null, 'province', '省', 'province'), ('990100', '990000', 'city', '市', 'city C'), ('990181', '990100', 'county', '甲县', 'county A'),
  ('990182', '990100', 'county', '乙县', 'county B'), ('990181-p', '990181', 'park', '园', 'park P'), ('990200', '990000', 'city', '邻市', 'city Z');
insert into units (id, region_id, kind, name_zh, name_en) values
  ('unit-C', '990100', 'bureau', '市局', 'C'), ('unit-A', '990181', 'bureau', '县局', 'A'), ('unit-B', '990182', 'bureau', '县局', 'B'),
  ('unit-P', '990181-p', 'park', '园', 'P'), ('unit-Z', '990200', 'bureau', '邻市局', 'Z'),
  ('unit-eP', '990181-p', 'enterprise', 'mark-eP', 'mark-eP'), ('unit-eB', '990182', 'enterprise', 'mark-eB', 'mark-eB'),
  ('qinglan', null, 'other', '系统', 'system');
insert into sites (id, code, kind, name_zh, name_en, region_id, unit_id) overriding system value values
  (1, 'mark-Cenv', 'air-station', 'mark-Cenv', 'x', '990100', null), (2, 'mark-Aenv', 'air-station', 'mark-Aenv', 'x', '990181', null),
  (3, 'mark-Benv', 'air-station', 'mark-Benv', 'x', '990182', null), (4, 'mark-Penv', 'air-station', 'mark-Penv', 'x', '990181-p', null),
  (5, 'mark-Zenv', 'air-station', 'mark-Zenv', 'x', '990200', null),
  (6, 'mark-eP', 'source-outlet', 'mark-eP', 'x', '990181-p', 'unit-eP'), (7, 'mark-eB', 'source-outlet', 'mark-eB', 'x', '990182', 'unit-eB');
insert into site_aliases (alias, site_id) select 'alias of ' || code, id from sites;
insert into layouts (id, key, channels) overriding system value
  values (1, 'air', '[{"factor":"pm25","statistic":"mean","unit":"μg/m3"}]');
insert into observations (site_id, resolution, at, layout_id, values) select id, 'h', '2026-01-01T00:00Z', 1, '{12}' from sites;
insert into observation_revisions (site_id, resolution, at, layout_id, values, received_at) select id, 'h', '2026-01-01T00:00Z', 1, '{11}', now() from sites;
insert into imports (id, file_name, mapping, mode, status) values ('00000000-0000-4000-8000-000000000001', 'mark-import.csv', 'm', 'all-or-nothing', 'done');
insert into import_problems values ('00000000-0000-4000-8000-000000000001', 1, 'c', 'mark-import', '理由', 'reason');
insert into imports (id, file_name, mapping, mode, status, unit_id, region_id)
  select gen_random_uuid(), 'mark-' || substr(id, 6) || '.csv', 'm', 'all-or-nothing', 'done', id, region_id from units
  where id in ('unit-A', 'unit-B', 'unit-P', 'unit-Z');
insert into import_problems select id, 1, 'c', file_name, '理由', 'reason' from imports where unit_id is not null;
insert into evaluations (subject_kind, subject_id, standard, edition, period, starts, result, inputs, valid)
  select 'site', id::text, 's', 'e', 'day', '2026-01-01', jsonb_build_object('mark', code), 1, 1 from sites;
insert into evaluations (subject_kind, subject_id, standard, edition, period, starts, result, inputs, valid) values
  ('region', '990100', 's', 'e', 'day', '2026-01-01', '{"mark":"mark-Cenv"}', 1, 1), ('region', '990181', 's', 'e', 'day', '2026-01-01', '{"mark":"mark-Aenv"}', 1, 1),
  ('region', '990182', 's', 'e', 'day', '2026-01-01', '{"mark":"mark-Benv"}', 1, 1), ('region', '990200', 's', 'e', 'day', '2026-01-01', '{"mark":"mark-Zenv"}', 1, 1);
insert into devices (mn, site_id, password, registered_by) select 'mn-' || code, id, 'mark-' || substring(code from 6), 'x' from sites;
insert into device_commands (mn, cn, asked_by) select 'mn-' || code, '1012', 'mark-' || substring(code from 6) from sites;
insert into audit_checks (asked_by, seconds, links, entries, fault_count, faults) values ('schedule', 1, 1, 1, 0, '[]');
insert into pack_loads (pack_id, part, digest) values ('p', 'x', 'x');
insert into quarantine (mn, reason, remote, sample) values ('mark-import', 'unknown-mn', '10.0.0.1', 'x');
insert into raw_packets (received_from, received_to, packets, mns, body) values (now(), now(), 1, '{x}', 'x');
insert into upstreams (name, host, port, password) values ('mark-import', 'localhost', 1, 'x');
insert into observed_days (site_id, day) select id, '2026-01-01' from sites;
insert into upstream_queue (upstream_id, packet) select id, 'x' from upstreams;
insert into signal_pending (site_id, resolution, from_at) select id, 'h', now() from sites;
insert into signal_states (site_id, rule, up_to, state) select id, 'r', now(), '{}' from sites;
insert into site_limits (site_id, factor, high, source) select id, 'w01018', 50, code from sites;
insert into device_reports (mn, site_id, at, cn, subject, item, value) select 'mn-' || code, id, '2026-01-01', '3020', '', 'i11001', code from sites;
insert into site_units (site_id, factor, unit, noted_by) select id, 'a34004', 'mg/m³', code from sites;
insert into exceedances (site_id, factor, resolution, at, value, high) select id, 'w01018', 'h', '2026-01-01T00:00Z', 60, 50 from sites;
insert into alarms (site_id, rule, severity, name_zh, name_en, began_at, raised_at, last_at) select id, 'r', 1, code, code, '2026-01-01', '2026-01-01', '2026-01-01' from sites;
insert into site_stops (site_id, from_at, to_at, reason, noted_by) select id, '2026-01-01', '2026-01-02', code, 'x' from sites;
insert into upstream_devices (upstream_id, mn, day) select id, 'x', '2026-01-01' from upstreams;
insert into corrections (site_id, resolution, at, factor, statistic, value, reason, corrected_by) select id, 'h', '2026-01-01T00:00Z', 'w01018', 'Avg', 1, code, 'x' from sites;
insert into alarm_episodes (site_id, rule, began_at, raised_at, severity, detail) select id, 'r', '2026-01-01', '2026-01-01', 1, jsonb_build_object('name', code) from sites;
insert into site_events (site_id, kind, key, at, facts) select id, 'truck', '1', '2026-01-01', jsonb_build_object('plate', code) from sites;
insert into assessment_dirty (site_id, day) select id, '2026-01-01' from sites;
insert into assessment_anew (site_id) select id from sites;
insert into campaigns (id, region_id, year, name_zh, name_en) values
  ('mark-C', '990100', 2026, 'mark-C', 'x'), ('mark-D', '990100', 2027, 'mark-D', 'x'), ('mark-A', '990181', 2026, 'mark-A', 'x'),
  ('mark-B', '990182', 2026, 'mark-B', 'x'), ('mark-P', '990181-p', 2026, 'mark-P', 'x'), ('mark-Z', '990200', 2026, 'mark-Z', 'x');
insert into publications (subject_kind, subject_id, audience) values ('campaign', 'mark-C', 'below'), ('campaign', 'mark-Z', 'below');
insert into plans (campaign_id, title) select id, id from campaigns;
insert into targets (id, campaign_id, code, theme, subject_zh, subject_en, kind, tier, comparator, value, unit, breakdown)
  select id || '/T', id, 'T', 'air', id, id, 'value', 'binding', '<=', 30, 'μg/m3', 'sum' from campaigns;
insert into target_units (target_id, unit_id) values ('mark-C/T', 'unit-A'), ('mark-B/T', 'unit-eB'), ('mark-P/T', 'unit-eP'), ('mark-A/T', 'unit-A'),
  ('mark-D/T', 'unit-C'), ('mark-Z/T', 'unit-Z');
insert into target_numbers (target_id, origin, value, source, entered_by) select id, 'city', 1, 's', id from targets;
insert into tasks (id, campaign_id, code, theme, title_zh, title_en) select id || '/K', id, 'K', 'air', id, id from campaigns;
insert into task_units (task_id, unit_id) values ('mark-C/K', 'unit-A'), ('mark-D/K', 'unit-C'), ('mark-P/K', 'unit-eP'), ('mark-B/K', 'unit-eB'), ('mark-A/K', 'unit-A'),
  ('mark-Z/K', 'unit-Z');
insert into allocations (target_id, region_id) values ('mark-C/T', '990181'), ('mark-D/T', '990181'), ('mark-A/T', '990181-p'), ('mark-B/T', '990182'), ('mark-Z/T', '990200');
insert into progress_reports (target_id, as_of, value, reported_by) select id, '2026-02-01', 1, id from targets;
insert into target_states (target_id, at, state, reason_zh, reason_en, inputs, rule_edition) select id, '2026-02-01', 'met', id, id, '{}', '1' from targets;
insert into reviews (region_id, title, file_name, sha256, text, reading, created_by)
  select region_id, id, 'f', 'x', 'x', '{}', 'x' from campaigns where id <> 'mark-C';
insert into review_steps (review_id, number, step, taken_by) select id, 1, '{"do":"undo"}', title from reviews;
insert into plan_revisions (campaign_id, title, file_name, sha256, taken_by) select id, id, 'f', 'x', 'x' from campaigns;
insert into item_changes (revision_id, target_id, did) select id, campaign_id || '/T', 'taken' from plan_revisions;
insert into entities (id, kind, key, name, region_id, unit_id, entered_on) values
  ('00000000-0000-4000-8000-0000000000a1', 'tank', '1', 'mark-A', '990181', null, '2026-01-01'),
  ('00000000-0000-4000-8000-0000000000b1', 'tank', '2', 'mark-B', '990182', null, '2026-01-01'),
  ('00000000-0000-4000-8000-0000000000c1', 'tank', '3', 'mark-D', '990100', null, '2026-01-01'),
  ('00000000-0000-4000-8000-0000000000e1', 'firm', '4', 'mark-eP', '990181-p', 'unit-eP', '2026-01-01'),
  ('00000000-0000-4000-8000-0000000000e2', 'firm', '5', 'mark-eB', '990182', 'unit-eB', '2026-01-01');
insert into entity_versions (entity_id, version, facts, effective_on, changed_by) select id, 1, jsonb_build_object('code', key, 'firm', '4'), '2026-01-01', name from entities;
insert into evidence (entity_id, type, duty, occurred_on, recorded_by) select id, 'document', 'd', '2026-01-01', name from entities;
insert into obligations (entity_id, rule, edition, bound, status, cited, duties, evaluated_on) select id, name, '1', 'yes', 'open', '{}', '[]', '2026-01-01' from entities;
insert into register_dirty (entity_id) select id from entities;
insert into register_judged (judged_on) values ('2026-01-01');
insert into obligation_rules (rule, edition, row_id, definition, saved_by) values ('mark-rule', '1', 's', '{"rule": "mark-rule", "row": "S001",
  "title": {"zh": "x", "en": "x"}, "kind": "mark-kind", "edition": "1", "validFrom": "2021-01-01", "when": "true",
  "must": [{"duty": "d", "type": "document", "title": {"zh": "x", "en": "x"}}]}', 'x');
insert into register_gates (gate, edition, row_id, kind, definition, saved_by) values ('mark-rule', '1', 's', 'mark-kind', '{}', 'x');
insert into limit_libraries (library, edition, row_id, definition, saved_by) values ('mark-rule', '1', 's', '{"library": "mark-rule", "row": "S001",
  "title": {"zh": "x", "en": "x"}, "edition": "1", "validFrom": "2021-01-01", "unit": "x", "limits": []}', 'x');
insert into entity_kinds (kind, definition) values
  ('mark-kind', '{"kind": "mark-kind", "title": {"zh": "x", "en": "x"}, "rows": ["S001"], "key": "code", "geometry": "point",
    "facts": {"code": {"type": "string", "title": {"zh": "x", "en": "x"}}, "firm": {"type": "string", "title": {"zh": "x", "en": "x"}}}}'),
  ('firm', '{"kind": "firm", "title": {"zh": "mark-kind", "en": "x"}, "rows": ["S001"], "key": "code", "geometry": "point",
    "facts": {"code": {"type": "string", "title": {"zh": "x", "en": "x"}}, "firm": {"type": "string", "title": {"zh": "x", "en": "x"}}}}'),
  ('tank', '{"kind": "tank", "title": {"zh": "mark-kind", "en": "x"}, "rows": ["S001"], "key": "code", "geometry": "point",
    "facts": {"code": {"type": "string", "title": {"zh": "x", "en": "x"}}, "firm": {"type": "string", "title": {"zh": "x", "en": "x"}}},
    "relations": {"firm": {"kind": "firm", "title": {"zh": "x", "en": "x"}, "by": "key"}, "place": {"kind": "firm", "title": {"zh": "x", "en": "x"}, "by": "inside"}}}');
insert into list_batches (list, batch, title, published_on, snapshot, sha256, published_by) values ('mark-list', 1, 't', '2026-01-01', '[]', 'x', 'x');
insert into list_entries (list, entity_id, entered_on, entered_batch) select 'l', id, '2026-01-01', 1 from entities;
insert into register_changes (kind) values ('mark-kind');
insert into platform_mappings (platform, definition, saved_by) values ('mark-rule', '{"platform":"mark-rule","title":{"zh":"x","en":"x"},"format":"json"}', 'x');
insert into platform_intakes (id, platform, received_by, sha256, records, observations, changed, firms, firms_changed) values (gen_random_uuid(), 'mark-import', 'x', 'x', 0, 0, 0, 0, 0);
`

const place = (letter: string, unitId: string, regionId: string, role: PersonRole) => ({
  letter,
  unitId,
  regionId,
  role,
})

/** One person for each role, and some roles again in a county. */
export const places = [
  place('C', 'unit-C', '990100', 'campaign-office'),
  place('C', 'unit-C', '990100', 'department'),
  place('C', 'unit-C', '990100', 'monitoring-engineer'),
  place('C', 'unit-C', '990100', 'inspector'),
  place('C', 'unit-C', '990100', 'legal-reviewer'),
  place('C', 'unit-C', '990100', 'auditor'),
  place('C', 'unit-C', '990100', 'administrator'),
  place('A', 'unit-A', '990181', 'county-staff'),
  place('A', 'unit-A', '990181', 'campaign-office'),
  place('A', 'unit-A', '990181', 'administrator'),
  place('B', 'unit-B', '990182', 'county-staff'),
  place('P', 'unit-P', '990181-p', 'park'),
  place('eP', 'unit-eP', '990181-p', 'enterprise'),
  place('Z', 'unit-Z', '990200', 'campaign-office'),
] as const

/** Somebody in a place, as whom every route and table is tried. */
export interface Actor {
  readonly name: string
  readonly letter: string
  readonly principal: Principal
}

/** Fills the world and returns who acts in it. */
export async function makeWorld(db: Db): Promise<readonly Actor[]> {
  for (const statement of world.split(/;\n/)) if (statement.trim()) await sql.raw(statement).execute(db)
  const actors: Actor[] = []
  for (const { letter, unitId, regionId, role } of places) {
    const login = `mark-${letter}.${role}`
    const { rows } = await sql<{
      id: string
    }>`insert into people (login, name) values (${login}, ${login}) returning id`.execute(db)
    const personId = rows[0]?.id ?? ''
    await sql`insert into memberships (person_id, unit_id, role) values (${personId}, ${unitId}, ${role})`.execute(
      db,
    )
    await sql`insert into credentials (person_id) values (${personId})`.execute(db)
    await sql`insert into recovery_codes (person_id, hash) values (${personId}, 'x')`.execute(db)
    const rights = rightsOf([role])
    const principal: Principal = {
      kind: 'session',
      id: null,
      personId,
      login,
      unitId,
      regionId,
      roles: [role],
      rights,
      duty: null,
    }
    actors.push({ name: `${role} ${letter}`, letter, principal })
  }
  return actors
}

const inCity = ['C', 'D', 'A', 'B', 'P', 'eP', 'eB', 'Cenv', 'Aenv', 'Benv', 'Penv']
const shared = ['C', 'Cenv', 'Aenv', 'Benv', 'Penv']

/** Whose records a person may see at all, said independently of how the database decides it. */
export const mayKnow: Readonly<Record<string, readonly string[]>> = {
  C: inCity,
  A: [...shared, 'A', 'P', 'eP'],
  B: [...shared, 'B', 'eB'],
  P: [...shared, 'P', 'eP'],
  eP: ['eP', 'P'], // P: the target and task that the enterprise itself answers for
  Z: ['Z', 'Zenv'],
}
