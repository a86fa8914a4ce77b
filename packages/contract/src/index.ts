export * from './shared.ts'
export * from './campaign.ts'
export * from './monitoring.ts'
export * from './identity.ts'
