export { changeMemberRole, inviteMember, listMembers, removeMember } from './members.ts'
export { configureS3, getS3Config, removeS3Config, validateS3Config } from './own-bucket.ts'
export { getTenantSettings, updateTenantSettings } from './settings.ts'
