import Type, { type Static } from 'typebox'
import { Bilingual, Instant } from './shared.ts'

/** What a person does in a unit. The public has no role. */
export const PersonRole = Type.Union([
  Type.Literal('campaign-office'),
  Type.Literal('county-staff'),
  Type.Literal('park'),
  Type.Literal('department'),
  Type.Literal('monitoring-engineer'),
  Type.Literal('inspector'),
  Type.Literal('legal-reviewer'),
  Type.Literal('enterprise'),
  Type.Literal('auditor'),
  Type.Literal('administrator'),
])
export type PersonRole = Static<typeof PersonRole>

/** What a request may do at all; which rows it reaches, the database decides. */
export const Right = Type.Union([
  Type.Literal('read'),
  Type.Literal('report'),
  Type.Literal('plan'),
  Type.Literal('publish'),
  Type.Literal('import'),
  Type.Literal('administer'),
  Type.Literal('audit'),
  Type.Literal('self'),
])
export type Right = Static<typeof Right>

/** What a machine's token may be given: never the management of its person's own account. */
export const TokenScope = Type.Union([
  Type.Literal('read'),
  Type.Literal('report'),
  Type.Literal('plan'),
  Type.Literal('publish'),
  Type.Literal('import'),
  Type.Literal('administer'),
  Type.Literal('audit'),
])
export type TokenScope = Static<typeof TokenScope>

export const Login = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
  code: Type.Optional(
    Type.String({
      pattern: '^([0-9]{6}|[A-Za-z2-7]{4}([ -]?[A-Za-z2-7]{4}){3})$',
      description: 'second factor, when the account has one: six digits, or a recovery code',
    }),
  ),
})
export type Login = Static<typeof Login>

export const Membership = Type.Object({
  unitId: Type.String(),
  unit: Bilingual,
  role: PersonRole,
})
export type Membership = Static<typeof Membership>

/** What must be done before anything else is allowed. */
export const SessionDuty = Type.Union([Type.Literal('change-password'), Type.Literal('enrol-second-factor')])
export type SessionDuty = Static<typeof SessionDuty>

/** Who I am, as whom I act, and what I may do. */
export const WhoAmI = Type.Object({
  signedIn: Type.Boolean({ description: 'false: a visitor of a demo' }),
  demo: Type.Boolean({ description: 'the server runs as a demo with known accounts' }),
  person: Type.Union([
    Type.Object({
      id: Type.String(),
      login: Type.String(),
      name: Type.String(),
      language: Type.Union([Type.Literal('zh'), Type.Literal('en')]),
      secondFactor: Type.Boolean(),
      recoveryCodes: Type.Integer({ description: 'that were not used yet' }),
    }),
    Type.Null(),
  ]),
  unit: Type.Union([
    Type.Object({ id: Type.String(), name: Bilingual, regionId: Type.Union([Type.String(), Type.Null()]) }),
    Type.Null(),
  ]),
  roles: Type.Array(PersonRole),
  rights: Type.Array(Right),
  memberships: Type.Array(Membership),
  duty: Type.Union([SessionDuty, Type.Null()]),
  singleSignOn: Type.Boolean({ description: 'signing in through the city identity provider is set up' }),
})
export type WhoAmI = Static<typeof WhoAmI>

export const SessionRow = Type.Object({
  id: Type.String(),
  current: Type.Boolean(),
  personId: Type.String(),
  login: Type.String(),
  address: Type.String(),
  agent: Type.String(),
  secondFactor: Type.Boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
})
export type SessionRow = Static<typeof SessionRow>

export const Person = Type.Object({
  id: Type.String(),
  login: Type.String(),
  name: Type.String(),
  language: Type.Union([Type.Literal('zh'), Type.Literal('en')]),
  active: Type.Boolean(),
  demo: Type.Boolean(),
  singleSignOn: Type.Union([Type.String(), Type.Null()]),
  memberships: Type.Array(Membership),
})
export type Person = Static<typeof Person>

export const NewPerson = Type.Object({
  login: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$' }),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  singleSignOn: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  memberships: Type.Array(Type.Object({ unitId: Type.String(), role: PersonRole }), {
    minItems: 1,
    maxItems: 30,
  }),
})
export type NewPerson = Static<typeof NewPerson>

/** A new person with the first password, which is shown this once and must be changed at the first sign-in. */
export const NewPersonReply = Type.Object({
  person: Person,
  firstPassword: Type.Union([Type.String(), Type.Null()]),
})
export type NewPersonReply = Static<typeof NewPersonReply>

export const PersonChange = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  active: Type.Optional(Type.Boolean()),
  singleSignOn: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])),
  memberships: Type.Optional(
    Type.Array(Type.Object({ unitId: Type.String(), role: PersonRole }), { minItems: 1, maxItems: 30 }),
  ),
})
export type PersonChange = Static<typeof PersonChange>

export const UnitRow = Type.Object({
  id: Type.String(),
  regionId: Type.Union([Type.String(), Type.Null()]),
  kind: Type.Union([
    Type.Literal('government'),
    Type.Literal('bureau'),
    Type.Literal('department'),
    Type.Literal('park'),
    Type.Literal('enterprise'),
    Type.Literal('other'),
  ]),
  name: Bilingual,
})
export type UnitRow = Static<typeof UnitRow>

export const RoleRow = Type.Object({ role: PersonRole, name: Bilingual, rights: Type.Array(Right) })
export type RoleRow = Static<typeof RoleRow>

export const ApiTokenRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  unitId: Type.String(),
  scopes: Type.Array(TokenScope),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Type.Union([Instant, Type.Null()]),
  revokedAt: Type.Union([Instant, Type.Null()]),
})
export type ApiTokenRow = Static<typeof ApiTokenRow>

export const NewApiToken = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  scopes: Type.Array(TokenScope, { minItems: 1, maxItems: 7 }),
  days: Type.Integer({ minimum: 1, maximum: 366 }),
})
export type NewApiToken = Static<typeof NewApiToken>

/** The token itself is shown this once. */
export const NewApiTokenReply = Type.Object({ token: Type.String(), row: ApiTokenRow })
export type NewApiTokenReply = Static<typeof NewApiTokenReply>

export const PasswordChange = Type.Object({
  current: Type.String({ minLength: 1, maxLength: 200 }),
  next: Type.String({ minLength: 1, maxLength: 200 }),
})
export type PasswordChange = Static<typeof PasswordChange>

export const ProfileChange = Type.Object({ language: Type.Union([Type.Literal('zh'), Type.Literal('en')]) })
export type ProfileChange = Static<typeof ProfileChange>

/** A second factor that waits for its first code; the secret is shown this once. */
export const SecondFactorOffer = Type.Object({ secret: Type.String(), uri: Type.String() })
export type SecondFactorOffer = Static<typeof SecondFactorOffer>

export const SecondFactorCode = Type.Object({
  password: Type.String({ minLength: 1, maxLength: 200 }),
  code: Type.String({ pattern: '^[0-9]{6}$' }),
})
export type SecondFactorCode = Static<typeof SecondFactorCode>

/** Codes that stand in for a lost second factor, each once; shown this once. */
export const RecoveryCodes = Type.Object({ codes: Type.Array(Type.String()) })
export type RecoveryCodes = Static<typeof RecoveryCodes>

export const AuditEntry = Type.Object({
  id: Type.Integer(),
  at: Instant,
  actor: Type.String(),
  unitId: Type.Union([Type.String(), Type.Null()]),
  address: Type.Union([Type.String(), Type.Null()]),
  requestId: Type.Union([Type.String(), Type.Null()]),
  action: Type.String(),
  table: Type.Union([Type.String(), Type.Null()]),
  key: Type.Union([Type.String(), Type.Null()]),
  before: Type.Unknown(),
  after: Type.Unknown(),
})
export type AuditEntry = Static<typeof AuditEntry>

/** One run over the whole audit trail. */
export const AuditCheck = Type.Object({
  id: Type.Integer(),
  at: Instant,
  askedBy: Type.Union([Type.Literal('schedule'), Type.Literal('command')]),
  seconds: Type.Number(),
  links: Type.Integer(),
  entries: Type.Integer(),
  head: Type.Union([Type.Object({ position: Type.Integer(), hash: Type.String() }), Type.Null()]),
  faultCount: Type.Integer(),
  faults: Type.Array(
    Type.Object({
      position: Type.Integer(),
      firstEntry: Type.Union([Type.Integer(), Type.Null()]),
      lastEntry: Type.Union([Type.Integer(), Type.Null()]),
      what: Bilingual,
    }),
    { description: 'the first of them' },
  ),
})
export type AuditCheck = Static<typeof AuditCheck>

export const Publication = Type.Object({
  kind: Type.Literal('campaign'),
  id: Type.String(),
  audience: Type.Union([Type.Literal('below'), Type.Literal('everyone')]),
})
export type Publication = Static<typeof Publication>
