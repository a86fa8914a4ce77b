-- The password of a device stands in clear before the CP of its packets; what waits for an upper platform keeps its length alone.
-- As in mask-password.ts; run again it changes nothing.
with head as (
  select id, coalesce(nullif(position('CP='::bytea in packet), 0), length(packet) + 1) as cp from upstream_queue
), text as (
  select h.id, h.cp, encode(substring(q.packet from 1 for h.cp - 1), 'escape') as head from head h join upstream_queue q on q.id = h.id
), place as (
  select *, regexp_instr(head, 'PW\s*=([^;,]*)', 1, 1, 0, 'i', 1) as first, regexp_instr(head, 'PW\s*=([^;,]*)', 1, 1, 1, 'i', 1) as behind
  from text where head ~* 'PW\s*=[^;,]'
)
update upstream_queue q set packet =
  decode(overlay(p.head placing repeat('*', p.behind - p.first) from p.first for p.behind - p.first), 'escape') || substring(q.packet from p.cp)
from place p where p.id = q.id;
