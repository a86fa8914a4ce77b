import type { Bilingual, PersonRole, Right } from '@qinglan/contract'

interface Role {
  readonly name: Bilingual
  readonly rights: readonly Right[]
}

/** What each role may do at all; which rows it reaches, row-level security decides. `self` is everyone's. */
export const roles: Readonly<Record<PersonRole, Role>> = {
  'campaign-office': {
    name: { zh: '攻坚办', en: 'Campaign office' },
    rights: ['read', 'report', 'plan', 'publish', 'import'],
  },
  'county-staff': {
    name: { zh: '县(市、区)工作人员', en: 'County staff' },
    rights: ['read', 'report'],
  },
  park: { name: { zh: '园区', en: 'Park' }, rights: ['read', 'report'] },
  department: { name: { zh: '责任部门', en: 'Department' }, rights: ['read', 'report'] },
  'monitoring-engineer': { name: { zh: '监测人员', en: 'Monitoring engineer' }, rights: ['read', 'import'] },
  inspector: { name: { zh: '执法检查人员', en: 'Inspector' }, rights: ['read'] },
  'legal-reviewer': { name: { zh: '法制审核人员', en: 'Legal reviewer' }, rights: ['read'] },
  enterprise: { name: { zh: '企业', en: 'Enterprise' }, rights: ['read', 'report'] },
  auditor: { name: { zh: '安全审计员', en: 'Auditor' }, rights: ['read', 'audit'] },
  administrator: { name: { zh: '系统管理员', en: 'Administrator' }, rights: ['read', 'administer'] },
}

/** Every role of a person. */
export const roleNames = Object.keys(roles) as readonly PersonRole[]

/** The rights that several roles give together, each once. */
export const rightsOf = (held: readonly PersonRole[]): readonly Right[] => [
  ...new Set<Right>([...held.flatMap((role) => roles[role].rights), 'self']),
]
